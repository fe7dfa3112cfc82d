import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { makeBlindClip } from "@/lib/media/blind"
import { type BlindForm, commonFps, coverColour, coverShare, formOfShot } from "@/lib/media/blind-form"
import { commonLoudness, listen } from "@/lib/media/blind-sound"
import { decodeFrames } from "@/lib/media/decode-frames"
import { MediaError } from "@/lib/media/errors"
import { createPixelReader, type Pixels } from "@/lib/media/picture"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"
import { damage, frameNumberOf, renderTestClip } from "@/lib/media/testing"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import { renderClip } from "@/lib/sandbox/render/render"
import { drawSlate } from "@/lib/sandbox/render/slate"

const folder = mkdtempSync(join(tmpdir(), "blind-test-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string) => join(folder, name)

type Source = { path: string; facts: VideoFacts }
const open = async (name: string): Promise<Source> => ({ path: at(name), facts: await probeVideo(at(name)) })

async function formOf(sources: Source[]): Promise<BlindForm> {
  const edges = sources.map(({ facts }) => Math.min(facts.width, facts.height))
  const fps = commonFps(sources.map(({ facts }) => facts.fps))
  const takes = sources.map(({ facts }, i) => ({ takeId: String(i), ...facts }))
  const { form, failures } = formOfShot(takes, { fps, edges, coversMarks: true })
  if (!form || failures.size > 0) throw new Error(JSON.stringify([...failures]))
  const heard = []
  for (const source of sources) heard.push(await listen(source, form))
  return { ...form, loudnessLufs: commonLoudness(heard) }
}

async function makeAll(sources: Source[], form: BlindForm): Promise<Source[]> {
  const made: Source[] = []
  for (const [i, source] of sources.entries()) {
    const name = `blind-${createHash("sha1").update(source.path).digest("hex")}-${i}.mp4`
    await makeBlindClip(source, at(name), form)
    made.push(await open(name))
  }
  return made
}

async function framesOf({ path, facts }: Source): Promise<Pixels[]> {
  const reader = createPixelReader(facts, facts)
  const frames: Pixels[] = []
  try {
    for await (const frame of decodeFrames(path, facts, undefined)) {
      frames.push(await reader.read(frame))
      frame.free()
    }
  } finally {
    reader.close()
  }
  return frames
}

const order: RenderOrder = {
  ...{ model: "kling-3.0-turbo-pro", width: 1280, height: 720, fps: 24, frames: 36, seed: 4, sound: true },
  prompt: "a boat in a harbour at dusk",
  camera: { move: "push_in", strength: 1 },
}

describe("takes of one shot, made blind", { timeout: 120_000 }, () => {
  let sources: Source[]
  let made: Source[]
  let form: BlindForm
  beforeAll(async () => {
    await renderClip(order, { output: at("a.mp4") })
    await renderClip({ ...order, model: "veo", width: 1104, height: 624, fps: 30, frames: 50 }, { output: at("b.mp4") })
    await renderTestClip(at("c.webm"), { width: 854, height: 480, fps: 25, frames: 42, sound: true })
    sources = [await open("a.mp4"), await open("b.mp4"), await open("c.webm")]
    form = await formOf(sources)
    made = await makeAll(sources, form)
  }, 120_000)

  test("have one size, rate, length and codec", () => {
    expect(form).toMatchObject({ width: 854, height: 480, fps: 24, frameCount: 36 })
    const [first, ...others] = made.map(({ facts }) => facts)
    expect(first).toMatchObject({ width: 854, height: 480, fps: 24, frameCount: 36, durationSeconds: 1.5, hasAudio: true })
    for (const facts of others) expect(facts).toEqual(first)
  })

  test("have the same container, byte for byte, but for the tables of sizes and places", () => {
    const [first, ...others] = made.map(({ path }) => boxesOf(readFileSync(path)))
    const tables = new Set(["stsz", "stco", "mdat"])
    const comparable = (boxes: Box[] = []) => boxes.map(({ type, content }) => (tables.has(type) ? type : [type, content]))
    expect(first?.length).toBeGreaterThan(25)
    for (const boxes of others) expect(comparable(boxes)).toEqual(comparable(first))
    const sizes = made.map(({ path }) => sampleTable(readFileSync(path)))
    for (const table of sizes) expect(table.length).toBe(sizes[0]?.length)
  })

  test("name no encoder, no date and no tool", () => {
    for (const { path } of made) {
      const bytes = readFileSync(path)
      for (const trace of ["x264", "Lavc", "Lavf", "libvpx", "core ", "©too", "veo", "kling"]) {
        expect([trace, bytes.includes(trace)]).toEqual([trace, false])
      }
      const header = boxesOf(bytes).find(({ type }) => type === "mvhd")
      expect(header?.content.slice(8, 24)).toBe("0".repeat(16))
    }
  })

  test("are equally loud", async () => {
    const before: number[] = []
    const after: number[] = []
    for (const source of sources) before.push((await listen(source, form))?.loudnessLufs ?? Number.NaN)
    for (const clip of made) after.push((await listen(clip, form))?.loudnessLufs ?? Number.NaN)
    expect(Math.max(...before) - Math.min(...before)).toBeGreaterThan(4)
    for (const loudness of after) expect(Math.abs(loudness - -23)).toBeLessThan(0.5)
  })

  test("show the plate where the slate named the model, on every frame and every clip alike", async () => {
    const top = form.height - 2 * Math.round((Math.min(form.width, form.height) * coverShare) / 2)
    for (const clip of made) {
      for (const { data, width, height } of await framesOf(clip)) {
        // Coding smears a little over the plate's upper edge.
        expect(furthestFromPlate(data, top * width * 3)).toBeLessThan(40)
        expect(furthestFromPlate(data, (top + 12) * width * 3)).toBeLessThan(6)
        expect(height).toBe(form.height)
      }
    }
  })

  test("come out the same again", async () => {
    const [source] = sources
    if (!source) throw new Error("no source")
    await makeBlindClip(source, at("again.mp4"), form)
    expect(readFileSync(at("again.mp4")).equals(readFileSync(made[0]?.path ?? ""))).toBe(true)
  })
})

test("each frame is the source's nearest in time, and a fast take loses frames to the slow one", {
  timeout: 60_000,
}, async () => {
  await renderTestClip(at("slow.mp4"), { width: 640, height: 480, fps: 24, frames: 30 })
  await renderTestClip(at("fast.mp4"), { width: 640, height: 480, fps: 30, frames: 40 })
  const sources = [await open("slow.mp4"), await open("fast.mp4")]
  const form = { ...(await formOf(sources)), coversMarks: false }
  expect(form).toMatchObject({ fps: 24, frameCount: 30, loudnessLufs: null })
  const [slow, fast] = await makeAll(sources, form)
  const numbers = async (clip: Source | undefined) =>
    clip ? (await framesOf(clip)).map(({ data, width, height }) => frameNumberOf(data, width, height)) : []
  expect(await numbers(slow)).toEqual(Array.from({ length: 30 }, (_, i) => i))
  for (const [place, number] of (await numbers(fast)).entries())
    expect(Math.abs(number / 30 - place / 24)).toBeLessThanOrEqual(0.5 / 24 + 1e-9)
})

test("a shot of which one take is silent is silent altogether, and a turned clip stands upright", {
  timeout: 60_000,
}, async () => {
  await renderTestClip(at("loud.mp4"), { width: 480, height: 854, frames: 30, sound: true })
  await renderTestClip(at("turned.mp4"), { width: 854, height: 480, frames: 30, rotation: 90 })
  const sources = [await open("loud.mp4"), await open("turned.mp4")]
  const form = await formOf(sources)
  expect(form).toMatchObject({ width: 480, height: 854, loudnessLufs: null })
  const made = await makeAll(sources, form)
  for (const { facts } of made) expect(facts).toMatchObject({ width: 480, height: 854, hasAudio: false, rotation: 0 })
})

test("a clip that breaks off cannot be made blind", { timeout: 60_000 }, async () => {
  await renderTestClip(at("broken.mp4"), { width: 640, height: 480, frames: 96, noise: true })
  await damage(at("broken.mp4"), 0.1, 0.85)
  const source = await open("broken.mp4")
  const form: BlindForm = { width: 640, height: 480, fps: 24, frameCount: 90, loudnessLufs: null, coversMarks: true }
  await expect(makeBlindClip(source, at("none.mp4"), form)).rejects.toThrow(MediaError)
})

describe("the form", () => {
  const take = (takeId: string, width: number, height: number, durationSeconds = 5) => ({
    ...{ takeId, width, height, durationSeconds, fps: 24 },
  })
  const session = { fps: 24, edges: [480, 720], coversMarks: true }

  test("takes the highest usual rate that all reach, and 24 at the least", () => {
    expect(commonFps([24, 30, 60])).toBe(24)
    expect(commonFps([23.976, 24])).toBe(24)
    expect(commonFps([30, 29.97])).toBe(30)
    expect(commonFps([16, 24])).toBe(24)
    expect(commonFps([60, 50])).toBe(50)
  })

  test("cuts near shapes to one and leaves out what has another, which bars would tell apart", () => {
    const { form, failures } = formOfShot([take("a", 1280, 720), take("b", 1344, 768), take("c", 960, 960)], session)
    expect(form).toMatchObject({ width: 854, height: 480, frameCount: 120 })
    expect([...failures]).toEqual([["c", expect.stringContaining("another shape")]])
  })

  test("is as long as the shortest, leaves out what is shorter than a second", () => {
    const takes = [take("a", 1280, 720, 5.04), take("b", 1280, 720, 4.5), take("c", 1280, 720, 0.5)]
    const { form, failures } = formOfShot(takes, session)
    expect(form?.frameCount).toBe(108)
    expect([...failures.keys()]).toEqual(["c"])
  })

  test("is never larger than 720 nor smaller than 480, whatever the takes", () => {
    expect(formOfShot([take("a", 3840, 2160)], { ...session, edges: [2160] }).form).toMatchObject({ width: 1280, height: 720 })
    expect(formOfShot([take("a", 480, 270)], { ...session, edges: [270] }).form).toMatchObject({ width: 854, height: 480 })
  })

  test.each([
    [854, 480],
    [480, 854],
    [1280, 720],
    [720, 1280],
    [1104, 624],
    [1344, 768],
    [1470, 630],
    [834, 1112],
    [960, 960],
    [1920, 1080],
    [1080, 1920],
    [600, 600],
    [400, 700],
  ])("covers the whole slate of a %s × %s clip", (width, height) => {
    const slate = drawSlate("SANDBOX · kling-3.0-turbo-pro · 2147483647", width, height)
    const first = slate.data.findIndex((_, i) => i % 4 === 3 && slate.data[i] !== 0)
    const top = Math.floor(first / 4 / width)
    expect(first).toBeGreaterThan(0)
    for (const edges of [[480], [720]]) {
      const { form } = formOfShot([take("a", width, height)], { ...session, edges })
      if (!form) throw new Error("no form")
      const scale = Math.max(form.width / width, form.height / height)
      const cut = (height * scale - form.height) / 2
      const band = 2 * Math.round((Math.min(form.width, form.height) * coverShare) / 2)
      expect(form.height - (top * scale - cut)).toBeLessThanOrEqual(band - 2)
    }
  })

  test("brings sound to −23 LUFS, or as low as the highest peak needs, and leaves it out where one has none", () => {
    expect(
      commonLoudness([
        { loudnessLufs: -30, peakDbfs: -20 },
        { loudnessLufs: -14, peakDbfs: -1 },
      ]),
    ).toBe(-23)
    expect(
      commonLoudness([
        { loudnessLufs: -30, peakDbfs: -4 },
        { loudnessLufs: -14, peakDbfs: -1 },
      ]),
    ).toBeCloseTo(-27.5, 5)
    expect(commonLoudness([{ loudnessLufs: -60, peakDbfs: 0 }])).toBe(-33)
    expect(commonLoudness([{ loudnessLufs: -20, peakDbfs: -4 }, null])).toBeNull()
    expect(commonLoudness([])).toBeNull()
  })
})

type Box = { type: string; content: string; start: number }
const parents = new Set(["moov", "trak", "edts", "mdia", "minf", "dinf", "stbl"])

function boxesOf(bytes: Buffer, from = 0, to = bytes.length): Box[] {
  const boxes: Box[] = []
  for (let start = from; start < to; ) {
    const length = bytes.readUInt32BE(start)
    const type = bytes.toString("latin1", start + 4, start + 8)
    if (parents.has(type)) boxes.push(...boxesOf(bytes, start + 8, start + length))
    else boxes.push({ type, content: bytes.toString("hex", start + 8, start + length), start })
    start += length
  }
  return boxes
}

/** The content of the picture track's table of sizes. */
function sampleTable(bytes: Buffer): string {
  return boxesOf(bytes).find(({ type }) => type === "stsz")?.content ?? ""
}

function furthestFromPlate(data: Buffer, from: number): number {
  let furthest = 0
  for (let i = from; i < data.length; i++) furthest = Math.max(furthest, Math.abs((data[i] as number) - coverColour.r))
  return furthest
}
