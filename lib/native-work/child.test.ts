import { execFileSync, fork } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { openChild } from "@/lib/native-work/child"

const entry = join(import.meta.dirname, "child.fixture.ts")
const folder = mkdtempSync(join(tmpdir(), "rushes-child-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const never = new AbortController().signal

test("a process that cannot be started costs its order alone, and the next one is done", async () => {
  const child = openChild(entry)
  const { execPath } = process
  process.execPath = join(folder, "no-node-here")
  const failed = child.ask({ word: "lost" }, { signal: never })
  process.execPath = execPath
  await expect(failed).rejects.toThrow("ENOENT")
  expect(await child.ask({ word: "kept" }, { signal: never })).toMatchObject({ order: { word: "kept" } })
  child.close()
})

test("one that does not hear that it should stop is ended, and the next order is done", async () => {
  const child = openChild(entry)
  await child.ask({}, { signal: never })
  await expect(child.ask({ deaf: true }, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: "TimeoutError" })
  expect(await child.ask({ word: "kept" }, { signal: never })).toMatchObject({ order: { word: "kept" } })
  child.close()
}, 20_000)

test.skipIf(process.platform !== "linux")("a child ends with its parent, also in the middle of native work", async () => {
  const pipe = join(folder, "pipe")
  execFileSync("mkfifo", [pipe])
  const child = fork(entry, { execArgv: ["--import", import.meta.resolve("tsx")], serialization: "advanced", silent: true })
  const answered = new Promise((resolve) => child.once("message", resolve))
  child.send({ id: 1, order: { stuckOn: pipe } })
  await answered
  // What the child sees when its parent is killed.
  child.disconnect()
  await expect.poll(() => existsSync(`/proc/${child.pid}`), { timeout: 5000 }).toBe(false)
})
