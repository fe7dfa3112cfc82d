import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { AV_PKT_FLAG_KEY } from "node-av/constants"
import { afterAll, beforeAll, expect, test } from "vitest"
import { analyseVideo } from "@/lib/media/analyse"
import { decodeFrames } from "@/lib/media/decode-frames"
import { createPixelReader } from "@/lib/media/picture"
import { openVideo, probeVideo } from "@/lib/media/probe"
import { createProxyEncoder, proxySize } from "@/lib/media/proxy"
import { frameNumberOf, renderTestClip, type TestClip } from "@/lib/media/testing"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-proxy-"))
})
afterAll(() => rm(folder, { recursive: true }))

/** A clip and its proxy, made in the pass that analyses the clip. */
async function makeProxy(name: string, clip: TestClip) {
  const path = join(folder, name)
  const proxyPath = join(folder, `${name}.proxy.mp4`)
  await renderTestClip(path, clip)
  const proxy = await createProxyEncoder(proxyPath, await probeVideo(path))
  try {
    await analyseVideo(path, undefined, (frame) => proxy.add(frame))
    await proxy.finish()
  } finally {
    await proxy.close()
  }
  return { path, proxyPath }
}

/** What each frame's picture says it is, and when it is shown, in seconds. */
async function framesOf(path: string) {
  const facts = await probeVideo(path)
  const size = { width: 160, height: Math.round((160 * facts.height) / facts.width) }
  const reader = createPixelReader(facts, size)
  const frames: { number: number; seconds: number }[] = []
  for await (const frame of decodeFrames(path, facts, undefined)) {
    const { data } = await reader.read(frame)
    const seconds = (Number(frame.pts) * frame.timeBase.num) / frame.timeBase.den
    frames.push({ number: frameNumberOf(data, size.width, size.height), seconds })
    frame.free()
  }
  reader.close()
  return frames
}

async function packetsOf(path: string) {
  const { demuxer, video } = await openVideo(path, "video/mp4")
  const packets: { isKey: boolean; isReordered: boolean }[] = []
  for await (const packet of demuxer.packets(video.index)) {
    if (!packet) break
    packets.push({ isKey: packet.hasFlags(AV_PKT_FLAG_KEY), isReordered: packet.pts !== packet.dts })
    packet.free()
  }
  await demuxer.close()
  return packets
}

const uneven = [0, 3, 4, 9, 10, 11, 17, 18, 24, 25]

test.each<[string, string, TestClip]>([
  ["24 frames a second", "a24.mp4", { fps: 24 }],
  ["25 frames a second", "a25.mp4", { fps: 25 }],
  ["30 frames a second", "a30.mp4", { fps: 30 }],
  ["29.97 frames a second", "a2997.mp4", { ticks: { perSecond: 30_000, startOf: (frame) => frame * 1001 } }],
  ["60 frames a second", "a60.mp4", { fps: 60, width: 960, height: 540 }],
  [
    "no steady rate",
    "vfr.mp4",
    { ticks: { perSecond: 240, startOf: (frame) => Math.floor(frame / 9) * 250 + (uneven[frame % 9] ?? 0) * 10 } },
  ],
  ["WebM", "a.webm", { fps: 24 }],
  ["a mov whose pictures lie on their side", "turned.mov", { fps: 24, width: 640, height: 400, rotation: 90 }],
])("frame i of the proxy is frame i of the clip, at its very time: %s", async (_, name, clip) => {
  const { path, proxyPath } = await makeProxy(name, { frames: 50, ...clip })
  const [frames, small] = [await framesOf(path), await framesOf(proxyPath)]
  expect(small.map(({ number }) => number)).toEqual(frames.map(({ number }) => number))
  expect(frames).toHaveLength(50)
  for (const [at, { seconds }] of small.entries()) expect(seconds).toBeCloseTo(frames[at]?.seconds ?? Number.NaN, 9)
  const [facts, smallFacts] = [await probeVideo(path), await probeVideo(proxyPath)]
  expect(smallFacts).toMatchObject({ ...proxySize(facts), frameCount: 50, hasAudio: false, rotation: 0 })
  expect(smallFacts.durationSeconds).toBeCloseTo(facts.durationSeconds, 2)
})

test("a proxy has a keyframe at least every six frames, nothing reordered, no sound, and its index in front", async () => {
  const { proxyPath } = await makeProxy("sound.mp4", { width: 1280, height: 720, frames: 60, sound: true })
  const packets = await packetsOf(proxyPath)
  expect(packets).toHaveLength(60)
  expect(packets.filter(({ isReordered }) => isReordered)).toEqual([])
  const keys = packets.flatMap(({ isKey }, at) => (isKey ? [at] : []))
  expect(keys[0]).toBe(0)
  for (const [at, key] of keys.entries()) expect((keys[at + 1] ?? packets.length) - key).toBeLessThanOrEqual(6)
  const facts = await probeVideo(proxyPath)
  expect(facts).toMatchObject({ width: 640, height: 360, fps: 24, hasAudio: false })
  // Level 3 by the pictures a second, and not by the ticks of its clock: decoders refuse what they take for too fast.
  expect(facts.codec).toMatch(/^avc1\.[0-9a-f]{4}1e$/)
  const bytes = await readFile(proxyPath)
  expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"))
})

test("equal clips give equal proxies, byte for byte", async () => {
  const [one, other] = [await makeProxy("one.mp4", { frames: 30 }), await makeProxy("other.mp4", { frames: 30 })]
  expect((await readFile(one.proxyPath)).equals(await readFile(other.proxyPath))).toBe(true)
})

test.each([
  [1920, 1080, 640, 360],
  [720, 1280, 360, 640],
  [1584, 672, 848, 360],
  [960, 960, 360, 360],
  [321, 181, 320, 180],
  [100, 57, 100, 56],
])("a clip of %i × %i has a proxy of %i × %i", (width, height, smallWidth, smallHeight) => {
  expect(proxySize({ width, height })).toEqual({ width: smallWidth, height: smallHeight })
})
