import { spawn } from "node:child_process"
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { sweepFolder, temporaryPath } from "@/lib/storage/temporary"

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-temporary-"))
})
afterEach(() => rm(folder, { recursive: true }))

async function idOfADeadProcess() {
  const child = spawn(process.execPath, ["-e", ""])
  await new Promise((resolve) => child.on("exit", resolve))
  return child.pid
}

test("what a killed process left goes at once, also when its id is ours again; what is being written stays", async () => {
  const mine = await temporaryPath(folder)
  const host = hostname().replace(/[^a-zA-Z0-9-]/g, "-")
  const dead = `${host}.${await idOfADeadProcess()}.aaaa.bbbb`
  const reborn = `${host}.${process.pid}.aaaa.bbbb`
  const elsewhere = "another-host.1.aaaa.bbbb"
  for (const path of [mine, ...[dead, reborn, elsewhere].map((name) => join(folder, name))]) await writeFile(path, "x")
  expect(await sweepFolder(folder, 3600)).toBe(2)
  expect((await readdir(folder)).sort()).toEqual([basename(mine), elsewhere].sort())
})

test("a file that nobody has written to for long goes, whoever owns it", async () => {
  const stale = join(folder, "another-host.1.aaaa.bbbb")
  const fresh = join(folder, "another-host.2.aaaa.bbbb")
  await Promise.all([stale, fresh].map((path) => writeFile(path, "x")))
  const twoHoursAgo = Date.now() / 1000 - 7200
  await utimes(stale, twoHoursAgo, twoHoursAgo)
  expect(await sweepFolder(folder, 3600)).toBe(1)
  expect(await readdir(folder)).toEqual([basename(fresh)])
})

test("a folder that was never made is already clean", async () => {
  expect(await sweepFolder(join(folder, "absent"), 0)).toBe(0)
})
