import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { ingestFile } from "@/lib/clips/ingest"
import { makeExtras } from "@/lib/clips/ingest-extras"
import { db } from "@/lib/db"
import { aShot } from "@/lib/jobs/testing"
import { renderTestClip, truncate } from "@/lib/media/testing"
import { readObject } from "@/lib/storage/body"
import { storage, temporaryFile } from "@/lib/storage/open"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

/** Which part breaks, and at which of its frames. */
const breaks = { meterAt: Number.POSITIVE_INFINITY, proxyAt: Number.POSITIVE_INFINITY }

vi.mock("@/lib/media/measure/measure", async (load) => {
  const real = await load<typeof import("@/lib/media/measure/measure")>()
  const createClipMeter: typeof real.createClipMeter = (...given) => {
    const meter = real.createClipMeter(...given)
    let count = 0
    const add: typeof meter.add = async (...frame) => {
      if (count++ === breaks.meterAt) throw new Error("the meter broke")
      await meter.add(...frame)
    }
    return { ...meter, add }
  }
  return { ...real, createClipMeter }
})

vi.mock("@/lib/media/proxy", async (load) => {
  const real = await load<typeof import("@/lib/media/proxy")>()
  const createProxyEncoder: typeof real.createProxyEncoder = async (...given) => {
    const proxy = await real.createProxyEncoder(...given)
    let count = 0
    const add: typeof proxy.add = async (frame) => {
      if (count++ === breaks.proxyAt) throw new Error("the encoder broke")
      await proxy.add(frame)
    }
    return { ...proxy, add }
  }
  return { ...real, createProxyEncoder }
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-extras-"))
  process.env.DATA_DIR = folder
  await renderTestClip(join(folder, "clip.mp4"), { frames: 30, sound: true })
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => void Object.assign(breaks, { meterAt: Number.POSITIVE_INFINITY, proxyAt: Number.POSITIVE_INFINITY }))

const temporaries = () => readdir(join(folder, "storage", ".temporary")).catch(() => [])

async function takeIn() {
  const { access } = await aShot()
  const path = await temporaryFile()
  await copyFile(join(folder, "clip.mp4"), path)
  const taken = await ingestFile(access.teamId, path, { bytes: 1, sha256: "c".repeat(64) }, { measure: {} })
  return { ...taken, teamId: access.teamId }
}

test("one pass gives a clip, its proxy and its measures", async () => {
  const taken = await takeIn()
  expect(taken.measured?.measures?.delivered.fps).toEqual({ asked: null, delivered: 24 })
  const proxy = await db().clip.findUniqueOrThrow({ where: { id: taken.proxyClipId ?? "" } })
  expect(proxy).toMatchObject({ teamId: taken.teamId, width: 320, height: 180, frameCount: 30, mime: "video/mp4" })
  expect((await readObject(storage(), proxy.storageKey)).byteLength).toBe(Number(proxy.bytes))
  expect(await temporaries()).toEqual([])
})

test.each([0, 17])("a meter that breaks at frame %i costs the measures, and neither the clip nor its proxy", async (frame) => {
  breaks.meterAt = frame
  const taken = await takeIn()
  expect(taken.measured).toEqual({ measures: null, failure: "The clip could not be measured." })
  expect(await db().clip.findUnique({ where: { id: taken.proxyClipId ?? "" } })).toMatchObject({ frameCount: 30 })
  expect(await db().clip.findUnique({ where: { id: taken.clipId } })).toMatchObject({ frameCount: 30 })
})

test.each([0, 17])("an encoder that breaks at frame %i costs the proxy alone, and leaves no file", async (frame) => {
  breaks.proxyAt = frame
  const taken = await takeIn()
  expect(taken.proxyClipId).toBeNull()
  expect(taken.measured?.failure).toBeNull()
  expect(await db().clip.count({ where: { teamId: taken.teamId, kind: "video" } })).toBe(1)
  expect(await temporaries()).toEqual([])
})

test("a pass of its own gives the same as the pass that takes the clip in", async () => {
  const taken = await takeIn()
  const extras = await makeExtras(taken.teamId, join(folder, "clip.mp4"), {})
  expect(extras).toEqual({ proxyClipId: taken.proxyClipId, measured: taken.measured })
})

test("a clip that ends early, or a worker that does, leaves nothing behind", async () => {
  const { access } = await aShot()
  const cut = join(folder, "cut.mp4")
  await truncate(join(folder, "clip.mp4"), cut, 0.5)
  await expect(makeExtras(access.teamId, cut, {})).rejects.toMatchObject({ name: "MediaError" })
  const signal = AbortSignal.abort(new Error("ending"))
  await expect(makeExtras(access.teamId, join(folder, "clip.mp4"), { signal })).rejects.toThrow("ending")
  expect(await db().clip.count({ where: { teamId: access.teamId } })).toBe(0)
  expect(await temporaries()).toEqual([])
})
