import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { analyseVideo } from "@/lib/media/analyse"
import type { Picture } from "@/lib/media/picture"
import { damage, frameNumberOf, renderTestClip, type TestClip, truncate } from "@/lib/media/testing"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-media-"))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function clip(name: string, options: TestClip = {}) {
  const path = join(folder, `${count++}-${name}`)
  await renderTestClip(path, options)
  return path
}

async function pixelsOf(picture: Picture) {
  const { data, info } = await sharp(picture.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

async function numberIn(picture: Picture) {
  const { data, width, height } = await pixelsOf(picture)
  return frameNumberOf(data, width, height)
}

describe("an analysis", () => {
  test.each<[string, TestClip, object]>([
    ["24.mp4", { fps: 24, frames: 48 }, { mime: "video/mp4", fps: 24, frameCount: 48, durationSeconds: 2, hasAudio: false }],
    ["25.mp4", { fps: 25, frames: 50, sound: true }, { fps: 25, frameCount: 50, durationSeconds: 2, hasAudio: true }],
    ["30.mp4", { fps: 30, frames: 31 }, { fps: 30, frameCount: 31, durationSeconds: 31 / 30 }],
    [
      "30.webm",
      { fps: 30, frames: 45, sound: true },
      { mime: "video/webm", frameCount: 45, durationSeconds: 1.5, hasAudio: true },
    ],
    ["24.mov", { frames: 24 }, { mime: "video/quicktime", frameCount: 24, durationSeconds: 1 }],
    ["portrait.mp4", { width: 180, height: 320, frames: 24 }, { width: 180, height: 320 }],
  ])("of %s tells its facts", async (name, options, facts) => {
    const found = await analyseVideo(await clip(name, options))
    const { durationSeconds, ...exact } = { durationSeconds: undefined, ...facts }
    expect(found.facts).toMatchObject(exact)
    // A webm file counts in milliseconds.
    if (durationSeconds !== undefined) expect(found.facts.durationSeconds).toBeCloseTo(durationSeconds, 2)
  })

  test("holds the exact first and last frame, at full size and lossless", async () => {
    const { firstFrame, lastFrame } = await analyseVideo(await clip("edges.mp4", { width: 640, height: 360, frames: 61 }))
    expect(firstFrame).toMatchObject({ mime: "image/png", width: 640, height: 360 })
    expect([await numberIn(firstFrame), await numberIn(lastFrame)]).toEqual([0, 60])
  })

  test("turns the video's colours into the right ones (BT.709, limited range)", async () => {
    const { firstFrame } = await analyseVideo(await clip("colour.mp4", { width: 640, height: 360, frames: 2 }))
    const { data, width } = await pixelsOf(firstFrame)
    const at = (x: number, y: number) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)]
    // Y 80, Cb 90, Cr 180 and Y 80, Cb 170, Cr 100, by the formula of BT.709.
    expectNear(at(200, 240), [168, 55, 0])
    expectNear(at(500, 240), [24, 80, 163])
    expect(at(200, 40)).toEqual([0, 0, 0])
  })

  test("has a poster from the middle and a filmstrip that runs evenly from start to end", async () => {
    const { poster, filmstrip } = await analyseVideo(await clip("strip.mp4", { width: 1280, height: 720, frames: 96 }))
    expect(poster).toMatchObject({ mime: "image/webp", width: 640, height: 360 })
    expect(await numberIn(poster)).toBe(48)
    expect(filmstrip).toMatchObject({ mime: "image/webp", frames: 24, width: 24 * 240, height: 135 })
    const { data, width } = await pixelsOf(filmstrip)
    const numbers = Array.from({ length: 24 }, (_, tile) => {
      const rows = Array.from({ length: 135 }, (_, y) =>
        data.subarray((y * width + tile * 240) * 3, (y * width + tile * 240 + 240) * 3),
      )
      return frameNumberOf(Buffer.concat(rows), 240, 135)
    })
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, tile) => tile * 4 + 2))
  })

  test("of a clip with fewer frames than the strip has places shows each once", async () => {
    const { filmstrip, poster } = await analyseVideo(await clip("short.mp4", { frames: 3 }))
    expect(filmstrip).toMatchObject({ frames: 3, width: 3 * 240, height: 135 })
    expect(poster.width).toBe(320)
  })

  test("of a rotated clip is upright", async () => {
    const path = await clip("rotated.mp4", { rotation: 90, frames: 10 })
    const { facts, firstFrame, poster } = await analyseVideo(path)
    expect(facts).toMatchObject({ width: 180, height: 320, rotation: 90 })
    expect([firstFrame.width, firstFrame.height, poster.width, poster.height]).toEqual([180, 320, 180, 320])
    // Turned back by a quarter it reads as it was painted; the last frame would spell 9.
    const { data, info } = await sharp(firstFrame.bytes).rotate(-90).raw().toBuffer({ resolveWithObject: true })
    expect(frameNumberOf(data, info.width, info.height, info.channels)).toBe(0)
  })

  test("gives the same bytes for the same file", async () => {
    const path = await clip("same.mp4", { width: 640, height: 360 })
    const [one, other] = [await analyseVideo(path), await analyseVideo(path)]
    for (const part of ["poster", "filmstrip", "firstFrame", "lastFrame"] as const) {
      expect(one[part].bytes.equals(other[part].bytes), part).toBe(true)
    }
  })

  test("leaves the event loop free", async () => {
    const path = await clip("long.mp4", { width: 1280, height: 720, frames: 48 })
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    await analyseVideo(path)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  })

  test("ends when it is aborted", async () => {
    const path = await clip("aborted.mp4")
    await expect(analyseVideo(path, AbortSignal.abort("enough"))).rejects.toBe("enough")
  })
})

describe("refused", () => {
  test.each([
    ["an mp4 cut off in its pictures", "cut.mp4", 0.6],
    ["an mp4 cut off in its index", "index.mp4", 0.02],
    ["a mov whose index, at its end, is missing", "cut.mov", 0.9],
    ["a webm cut off", "cut.webm", 0.5],
  ])("%s", async (_, name, share) => {
    const whole = await clip(name, { sound: true })
    const cut = `${whole}.cut`
    await truncate(whole, cut, share)
    await expect(analyseVideo(cut)).rejects.toMatchObject({ reason: "truncated" })
  })

  test("an mp4 with a large hole", async () => {
    const path = await clip("hole.mp4", { width: 640, height: 360, noise: true })
    await damage(path, 0.3, 0.6)
    await expect(analyseVideo(path)).rejects.toMatchObject({ reason: "truncated" })
  })

  test.each([
    ["a web page", Buffer.from("<!DOCTYPE html><html><body>Expired</body></html>")],
    ["an error in XML", Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
    ["nothing", Buffer.alloc(0)],
    ["noise", Buffer.alloc(5000, "noise")],
    ["a playlist that points elsewhere", Buffer.from("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n")],
    ["an ffconcat that points elsewhere", Buffer.from("ffconcat version 1.0\nfile /etc/passwd\n")],
  ])("%s", async (_, bytes) => {
    const path = join(folder, `${count++}.bin`)
    await writeFile(path, bytes)
    await expect(analyseVideo(path)).rejects.toMatchObject({ reason: "not_a_video" })
  })

  test("a clip whose pixels are said to be so wide that its pictures would fill the memory", async () => {
    const wide = await clip("wide.mp4", { frames: 4, width: 1280, height: 720, pixelAspect: { num: 400, den: 1 } })
    await expect(analyseVideo(wide)).rejects.toMatchObject({ name: "MediaError", reason: "too_large" })
  })

  test("a picture, whatever it is called", async () => {
    const path = join(folder, `${count++}.mp4`)
    await writeFile(
      path,
      await sharp({ create: { width: 64, height: 64, channels: 3, background: "red" } })
        .png()
        .toBuffer(),
    )
    await expect(analyseVideo(path)).rejects.toMatchObject({ reason: "not_a_video" })
  })

  test("but a single damaged frame does not cost the clip", async () => {
    const path = await clip("scratch.mp4", { width: 640, height: 360, noise: true, frames: 72 })
    const scratched = `${path}.scratched`
    await copyFile(path, scratched)
    await damage(scratched, 0.5, 0.001)
    expect((await analyseVideo(scratched)).facts.frameCount).toBeGreaterThan(66)
  })
})

function expectNear(found: number[], wanted: number[]) {
  found.forEach((value, at) => {
    expect(Math.abs(value - (wanted[at] ?? 0)), `${found} is not ${wanted}`).toBeLessThanOrEqual(4)
  })
}
