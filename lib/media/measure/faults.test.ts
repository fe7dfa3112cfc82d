import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { measureClip } from "@/lib/media/measure/measure"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { renderFilm, sceneOf, type TestFilm } from "@/lib/media/measure/testing"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-faults-"))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function measure(film: TestFilm): Promise<ClipMeasures> {
  const path = join(folder, `${count++}.mp4`)
  await renderFilm(path, film)
  return measureClip(path)
}

const glide = (n: number) => ({ x: 1.5 * n })
const [clouds, others] = [sceneOf(1), sceneOf(7)]
const spanOf = (from: number, to: number) => [{ startSeconds: expect.closeTo(from, 3), endSeconds: expect.closeTo(to, 3) }]

test("a good clip has no faults", async () => {
  const found = await measure({ view: glide, frames: 36 })
  expect(found).toMatchObject({
    cutsAtSeconds: [],
    frozenSpans: [],
    blackSpans: [],
    blurredSpans: [],
    blockySpans: [],
    repeatedFrames: 0,
    motion: { amount: expect.closeTo((1.5 * 24) / 320, 2), withoutCamera: expect.closeTo(0, 1) },
  })
  expect((found.smoothness as { evenness: number }).evenness).toBeGreaterThan(0.9)
  expect(found.flicker).toHaveProperty("notMeasured")
})

describe("cuts", () => {
  test("are found to the frame", async () => {
    const scene = (x: number, y: number, n: number) => (n < 7 || n >= 15 ? clouds(x, y) : others(x, y))
    expect((await measure({ view: glide, scene })).cutsAtSeconds).toEqual([7 / 24, 15 / 24].map((at) => expect.closeTo(at, 3)))
  })

  test("are not a flash, a fast pan, or a fade to another scene", async () => {
    const flash = await measure({ frames: 12, light: (n) => (n === 5 ? 60 : 0) })
    const pan = await measure({ frames: 12, view: (n) => ({ x: n < 4 ? 0 : 16 * (n - 4) }) })
    const fade = (x: number, y: number, n: number) => (clouds(x, y) * (15 - n) + others(x, y) * n) / 15
    const faded = await measure({ frames: 16, scene: fade })
    for (const { cutsAtSeconds } of [flash, pan, faded]) expect(cutsAtSeconds).toEqual([])
  })
})

test("a picture that freezes for a while is found, and a slow pan is not taken for one", async () => {
  const { frozenSpans } = await measure({ frames: 36, view: (n) => ({ x: 2 * (n < 10 ? n : n < 26 ? 10 : n - 15) }) })
  expect(frozenSpans).toEqual(spanOf(10 / 24, 26 / 24))
  expect((await measure({ frames: 24, view: (n) => ({ x: n / 12 }) })).frozenSpans).toEqual([])
})

test("black frames are found, and a night scene with one lamp is not black", async () => {
  const black = await measure({ frames: 16, view: glide, light: (n) => (n >= 4 && n < 9 ? -400 : 0) })
  expect(black.blackSpans).toEqual(spanOf(4 / 24, 9 / 24))
  const night = await measure({ frames: 4, light: (_, x, y) => (Math.hypot(x - 100, y - 90) < 40 ? 0 : -400) })
  expect(night.blackSpans).toEqual([])
})

describe("full-size faults", () => {
  const size = { width: 640, height: 360 }

  test("a stretch out of focus is found, and a soft background with a sharp subject is not", async () => {
    const soft = sceneOf(1, [64, 32])
    const { blurredSpans, perSecond } = await measure({
      ...size,
      fps: 12,
      frames: 24,
      view: glide,
      scene: (x, y, n) => (n >= 6 && n < 18 ? soft(x, y) : clouds(x, y)),
    })
    expect(blurredSpans).toEqual(spanOf(0.5, 1.5))
    expect(perSecond.sharpness).toHaveLength(2)
    const subject = await measure({
      ...size,
      frames: 4,
      scene: (x, y) => (Math.hypot(x, y) < 90 ? clouds(x, y) : soft(x, y)),
    })
    expect(subject.blurredSpans).toEqual([])
  })

  test("coding blocks are found, and neither a fine encoding nor a striped picture has them", async () => {
    const gentle = sceneOf(3, [32, 64, 16])
    const blocky = await measure({ ...size, frames: 6, crf: 46, view: glide, scene: gentle })
    expect(blocky.blockySpans).toHaveLength(1)
    const fine = await measure({ ...size, frames: 6, crf: 18, view: glide, scene: gentle })
    expect(fine.blockySpans).toEqual([])
    const stripes = await measure({ ...size, frames: 4, view: glide, scene: (x) => (Math.floor(x / 8) % 2 ? 90 : 110) })
    expect(stripes.blockySpans).toHaveProperty("notMeasured")
  })
})

describe("flicker", () => {
  const percentOf = async (film: TestFilm) => {
    const { flicker } = await measure({ frames: 12, ...film })
    return "notMeasured" in flicker ? undefined : flicker.percent
  }

  test("is the amplitude of a light that alternates", async () => {
    expect(await percentOf({ crf: 2, light: (n) => (n % 2 ? 5.1 : -5.1) })).toBeCloseTo(2, 1)
  })

  test("of a part of the picture counts by its size", async () => {
    expect(await percentOf({ crf: 2, light: (n, x) => (x < 160 && n % 2 ? 10.2 : 0) })).toBeCloseTo(1, 1)
  })

  test("is none in a still scene, nor in a steady fade", async () => {
    expect(await percentOf({})).toBeLessThan(0.05)
    expect(await percentOf({ light: (n) => -3 * n })).toBeLessThan(0.15)
  })

  test("is measured beside a subject that moves, and not when all moves", async () => {
    const walker = (x: number, y: number, n: number) =>
      Math.abs(x + 100 - 8 * n) < 25 && Math.abs(y) < 60 ? others(x - 8 * n, y) : clouds(x, y)
    expect(await percentOf({ scene: walker })).toBeLessThan(0.3)
    expect(await percentOf({ view: glide })).toBeUndefined()
  })
})

describe("smoothness", () => {
  test("is lower where every second frame is held, and the held ones are counted", async () => {
    const found = await measure({ frames: 24, view: (n) => ({ x: 4 * Math.floor(n / 2) }) })
    expect(found.smoothness).toEqual({ evenness: expect.closeTo(1 / 3, 1) })
    expect(found.repeatedFrames).toBe(12)
  })

  test("is lower where the motion jerks, and has no meaning without motion", async () => {
    const jerks = await measure({ frames: 24, view: (n) => ({ x: 2 * n + (n % 3 === 0 ? 1.5 : 0) }) })
    expect((jerks.smoothness as { evenness: number }).evenness).toBeLessThan(0.6)
    expect((await measure({ frames: 6 })).smoothness).toHaveProperty("notMeasured")
  })
})

describe("drift from second 0", () => {
  test("tells a change of colour, of what is there, and none when nothing changes", async () => {
    const still = await measure({ fps: 8, frames: 24 })
    for (const curve of ["colourDrift", "paletteDrift", "pictureDrift"] as const) {
      for (const value of still.perSecond[curve]) expect(value).toBeLessThan(0.02)
    }
    const tinted = await measure({ fps: 8, frames: 24, tint: (n) => 6 * Math.floor(n / 8) })
    const [first = 1, second = 0, third = 0] = tinted.perSecond.colourDrift
    expect(first).toBe(0)
    expect(second).toBeGreaterThan(3)
    expect(third).toBeGreaterThan(1.5 * second)
    expect(tinted.perSecond.pictureDrift[2]).toBeLessThan(0.01)
    const moved = await measure({ fps: 8, frames: 16, view: (n) => ({ x: n < 8 ? 0 : 120 }) })
    expect(moved.perSecond.pictureDrift[1]).toBeGreaterThan(0.05)
    expect(moved.perSecond.colourDrift[1]).toBeLessThan(3)
  })

  test("goes with curves of brightness and motion", async () => {
    const { perSecond } = await measure({
      fps: 8,
      frames: 20,
      light: (n) => (n < 8 ? 0 : -60),
      view: (n) => ({ x: Math.max(0, n - 8) }),
    })
    const [bright = 0, dark = 0] = perSecond.brightness
    expect(bright - dark).toBeCloseTo(60 / 255, 1)
    expect(perSecond.motion).toEqual([expect.closeTo(0, 2), expect.closeTo(8 / 320, 2), expect.closeTo(8 / 320, 2)])
  })
})
