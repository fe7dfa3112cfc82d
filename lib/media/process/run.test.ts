import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { analyseVideo } from "@/lib/media/analyse"
import { inMediaProcess } from "@/lib/media/process/run"
import { renderTestClip, truncate } from "@/lib/media/testing"

const folder = mkdtempSync(join(tmpdir(), "rushes-media-process-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const short = join(folder, "short.mp4")
const long = join(folder, "long.mp4")
const proxyPath = join(folder, "proxy.mp4")

beforeAll(async () => {
  await renderTestClip(short, { frames: 24 })
  await renderTestClip(long, { width: 854, height: 480, frames: 240 })
})

/** The process ids of this one's children, as Linux tells them. */
const children = () =>
  readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number)

/** Polls until a media process, another than `not`, has the clip open. */
async function workerOn(path: string, not?: number): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    for (const pid of children()) if (pid !== not && filesOf(pid).includes(path)) return pid
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error("Nobody opened the clip.")
}

function filesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((file) => readlinkSync(`/proc/${pid}/fd/${file}`))
  } catch {
    // A file or the process itself is gone again.
    return []
  }
}

describe.skipIf(process.platform !== "linux")("a media process", () => {
  test("what comes back is what would be made here, bytes and all", async () => {
    const { analysis, extras } = await inMediaProcess("ingestPass", { path: short })
    expect(analysis).toEqual(await analyseVideo(short))
    expect(extras).toBeNull()
  })

  test("a clip that cannot be read is told by its reason, and the process goes on", async () => {
    const cut = join(folder, "cut.mp4")
    await truncate(short, cut, 0.5)
    const before = children()
    await expect(inMediaProcess("probe", { path: cut })).rejects.toMatchObject({ name: "MediaError", reason: "truncated" })
    await expect(inMediaProcess("probe", { path: join(folder, "no.mp4") })).rejects.toThrow("ENOENT")
    expect(await inMediaProcess("probe", { path: short })).toMatchObject({ frameCount: 24 })
    expect(children()).toEqual(before)
  })

  test("works beyond the number of processes wait, and all are done", async () => {
    const works = Array.from({ length: 6 }, () => inMediaProcess("probe", { path: short }))
    for (const facts of await Promise.all(works)) expect(facts.frameCount).toBe(24)
    expect(children().length).toBeLessThanOrEqual(Math.max(2, availableParallelism()))
  })

  test("one whose process is killed is done by another", async () => {
    const made = inMediaProcess("ingestPass", { path: long })
    process.kill(await workerOn(long), "SIGKILL")
    expect((await made).analysis.facts.frameCount).toBe(240)
  })

  test("a clip over which the process dies twice is called unreadable", async () => {
    const made = inMediaProcess("ingestPass", { path: long, extras: { proxyPath } })
    const failed = expect(made).rejects.toMatchObject({ name: "MediaError", reason: "crashed" })
    const first = await workerOn(long)
    process.kill(first, "SIGSEGV")
    process.kill(await workerOn(long, first), "SIGSEGV")
    await failed
    expect(await inMediaProcess("probe", { path: short })).toMatchObject({ frameCount: 24 })
  })

  test("a clip over which the process does not come to an end is called unreadable, and the slot is free again", async () => {
    const made = inMediaProcess("ingestPass", { path: long }, undefined, 2000)
    const failed = expect(made).rejects.toMatchObject({ name: "MediaError", reason: "crashed" })
    const stopped = await workerOn(long)
    process.kill(stopped, "SIGSTOP")
    await failed
    expect(children()).not.toContain(stopped)
    expect(await inMediaProcess("probe", { path: short })).toMatchObject({ frameCount: 24 })
  }, 20_000)

  test("work that nobody wants any more ends soon, and its files are not written again", async () => {
    const stop = new AbortController()
    const made = inMediaProcess("extras", { path: long, proxyPath }, stop.signal)
    await workerOn(long)
    stop.abort(new Error("ending"))
    await expect(made).rejects.toThrow("ending")
    rmSync(proxyPath, { force: true })
    expect(await inMediaProcess("probe", { path: short })).toMatchObject({ frameCount: 24 })
    expect(existsSync(proxyPath)).toBe(false)
  })
})
