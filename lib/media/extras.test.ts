import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { makeExtras } from "@/lib/media/extras"
import { ingestPass } from "@/lib/media/ingest-pass"
import { probeVideo } from "@/lib/media/probe"
import { renderTestClip, truncate } from "@/lib/media/testing"

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
let path: string
let proxyPath: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-extras-"))
  path = join(folder, "clip.mp4")
  proxyPath = join(folder, "proxy.mp4")
  await renderTestClip(path, { frames: 30, sound: true })
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(async () => {
  Object.assign(breaks, { meterAt: Number.POSITIVE_INFINITY, proxyAt: Number.POSITIVE_INFINITY })
  await rm(proxyPath, { force: true })
})

test("one pass gives a clip's pictures, its proxy and its measures", async () => {
  const { analysis, extras } = await ingestPass({ path, extras: { proxyPath } })
  expect(analysis.facts.frameCount).toBe(30)
  expect(extras?.measures).toMatchObject({ delivered: { fps: { asked: null, delivered: 24 } } })
  expect(extras?.proxy).toEqual({ width: 320, height: 180 })
  expect(await probeVideo(proxyPath)).toMatchObject({ width: 320, height: 180, frameCount: 30, mime: "video/mp4" })
})

test.each([0, 17])(
  "a meter that breaks at frame %i costs the measures, and neither the pictures nor the proxy",
  async (frame) => {
    breaks.meterAt = frame
    const { analysis, extras } = await ingestPass({ path, extras: { proxyPath } })
    expect(extras?.measures).toEqual({ reason: null, detail: "Error: the meter broke" })
    expect(analysis.facts.frameCount).toBe(30)
    expect(await probeVideo(proxyPath)).toMatchObject({ frameCount: 30 })
  },
)

test.each([0, 17])("an encoder that breaks at frame %i costs the proxy alone", async (frame) => {
  breaks.proxyAt = frame
  const { extras } = await ingestPass({ path, extras: { proxyPath } })
  expect(extras?.proxy).toEqual({ reason: null, detail: "Error: the encoder broke" })
  expect(extras?.measures).toMatchObject({ delivered: {} })
})

test("a reference that is no still is named as what is at fault", async () => {
  const { extras } = await ingestPass({ path, extras: { proxyPath, reference: new TextEncoder().encode("no still") } })
  expect(extras?.measures).toMatchObject({ reason: "not_an_image" })
  expect(extras?.proxy).toEqual({ width: 320, height: 180 })
})

test("a pass of its own gives the same as the pass that takes the clip in", async () => {
  const { analysis, extras } = await ingestPass({ path, extras: { proxyPath } })
  expect(await makeExtras(path, { proxyPath })).toEqual({ facts: analysis.facts, extras })
})

test("without extras nothing is made but the pictures", async () => {
  expect((await ingestPass({ path })).extras).toBeNull()
  expect(existsSync(proxyPath)).toBe(false)
})

test("a clip that ends early has no extras", async () => {
  const cut = join(folder, "cut.mp4")
  await truncate(path, cut, 0.5)
  await expect(makeExtras(cut, { proxyPath })).rejects.toMatchObject({ name: "MediaError" })
})
