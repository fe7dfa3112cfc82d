import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { analyseVideo } from "@/lib/media/analyse"
import { createClipMeter, measureClip } from "@/lib/media/measure/measure"
import { asked, clipMeasures } from "@/lib/media/measure/schema"
import { paintFrame, renderFilm, sceneOf, sine, soundRate, type TestFilm } from "@/lib/media/measure/testing"
import { renderTestClip, truncate } from "@/lib/media/testing"

let folder: string
let clip: string
const film: TestFilm = {
  frames: 12,
  view: (n) => ({ x: 2 * n }),
  sound: [sine(2, -23), sine(2, -23)],
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-measure-"))
  clip = join(folder, "clip.mp4")
  await renderFilm(clip, film)
})
afterAll(() => rm(folder, { recursive: true }))

/** A still of the film's scene, larger than its view: `extra` pixels more on either side. */
async function still(extra: number, { scene, light = 0 }: { scene?: TestFilm["scene"]; light?: number } = {}) {
  const [width, height] = [320 + 2 * extra, 180]
  const luma = paintFrame({ width, height, ...(scene && { scene }), light: () => light }, 0)
  return sharp(luma, { raw: { width, height, channels: 1 } })
    .toColourspace("srgb")
    .png()
    .toBuffer()
}

describe("a measured clip", () => {
  test("is fit to store, with the tool's version and every threshold", async () => {
    const found = await measureClip(clip)
    expect(clipMeasures.parse(JSON.parse(JSON.stringify(found)))).toEqual(found)
    expect(found.tool).toMatchObject({ version: 1, picture: { width: 256, height: 144 }, thresholds: { cutScore: 5 } })
    expect(JSON.stringify(found).length).toBeLessThan(4_000)
  })

  test("is held against what was asked", async () => {
    const wanted = asked.parse({ durationSeconds: 5, fps: 24, width: 1280, height: 720, audio: true, camera: "pan_right" })
    const { delivered, cameraAsked } = await measureClip(clip, { asked: wanted })
    expect(delivered).toEqual({
      durationSeconds: { asked: 5, delivered: 0.5 },
      fps: { asked: 24, delivered: 24 },
      width: { asked: 1280, delivered: 320 },
      height: { asked: 720, delivered: 180 },
      audio: { asked: true, delivered: true },
    })
    expect(cameraAsked).toEqual({ asked: "pan_right", obeyed: "yes" })
  })

  test("has the loudness that was put in, after its encoding", async () => {
    const { sound } = await measureClip(clip)
    expect(sound).toMatchObject({ silentSpans: [], clippings: 0, samplePeakDbfs: expect.closeTo(-22.5, 0) })
    expect((sound as { loudnessLufs: number }).loudnessLufs).toBeCloseTo(-23, 1)
  })

  test("tells silence and clipping of its sound, and a clip without sound is not measured for them", async () => {
    const path = join(folder, "clipped.mp4")
    const square = sine(1, 20, 200).map((sample) => Math.max(-1, Math.min(1, sample)))
    await renderFilm(path, { frames: 4, sound: [Float32Array.of(...square, ...new Float32Array(soundRate))] })
    const { sound } = await measureClip(path)
    expect(sound).toMatchObject({ silentSpans: [{ startSeconds: expect.closeTo(1, 1), endSeconds: expect.closeTo(2, 1) }] })
    expect((sound as { clippings: number }).clippings).toBeGreaterThan(10)
    const mute = join(folder, "mute.mp4")
    await renderFilm(mute, { frames: 1 })
    const found = await measureClip(mute)
    expect(found.sound).toEqual({ notMeasured: "The clip has no sound." })
    expect(found).toMatchObject({ ti: { notMeasured: expect.any(String) }, camera: { notMeasured: expect.any(String) } })
  })

  test("may be measured in the pass that ingest makes, with the same numbers", async () => {
    const meter = createClipMeter(clip)
    await analyseVideo(clip, undefined, meter.add)
    expect(await meter.finish()).toEqual(await measureClip(clip))
    meter.close()
  })

  test("may stand on its side or be a webm", async () => {
    const [turned, upright, web] = ["turned.mp4", "upright.mp4", "web.webm"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    await renderTestClip(turned, { frames: 6, rotation: 90 })
    await renderTestClip(upright, { frames: 6 })
    await renderTestClip(web, { frames: 6, sound: true })
    expect((await measureClip(turned)).tool.picture).toEqual({ width: 144, height: 256 })
    const [side, straight] = [await measureClip(turned), await measureClip(upright)]
    expect(side.si.mean).toBeCloseTo(straight.si.mean, 1)
    expect((await measureClip(web)).delivered).toMatchObject({ audio: { delivered: true }, fps: { delivered: 24 } })
  })

  test("is refused when it is broken off or no video, and stops when told to", async () => {
    const broken = join(folder, "broken.mp4")
    await truncate(clip, broken, 0.6)
    await expect(measureClip(broken)).rejects.toMatchObject({ reason: "truncated" })
    const text = join(folder, "text.mp4")
    await writeFile(text, "not a film")
    await expect(measureClip(text)).rejects.toMatchObject({ reason: "not_a_video" })
    await expect(measureClip(clip, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i)
  })
})

describe("the first frame", () => {
  const compare = async (reference: Buffer) => {
    const { firstFrame } = await measureClip(clip, { reference })
    if ("notMeasured" in firstFrame) throw new Error(firstFrame.notMeasured)
    return firstFrame
  }

  test("is its reference when it is, also after the crop to the clip's shape", async () => {
    const same = await compare(await still(0))
    expect(same).toMatchObject({ croppedWidth: 0, croppedHeight: 0 })
    const wide = await compare(await still(60))
    expect(wide.croppedWidth).toBeCloseTo(120 / 440, 2)
    for (const { ssim, colourMean } of [same, wide]) {
      expect(ssim).toBeGreaterThan(0.98)
      expect(colourMean).toBeLessThan(1)
    }
  })

  test("is told from a regraded one by colour, and from another scene by structure", async () => {
    const graded = await compare(await still(0, { light: 20 }))
    expect(graded.ssim).toBeGreaterThan(0.85)
    expect(graded.colourMean).toBeGreaterThan(4)
    const other = await compare(await still(0, { scene: sceneOf(9) }))
    expect(other.ssim).toBeLessThan(0.35)
  })

  test("is not measured without a reference, and a reference must be a picture", async () => {
    expect((await measureClip(clip)).firstFrame).toEqual({ notMeasured: "There is no reference still." })
    await expect(measureClip(clip, { reference: Buffer.from("no") })).rejects.toMatchObject({ reason: "not_an_image" })
  })
})

describe("npm run measure", () => {
  const run = async (...words: string[]) => {
    const script = ["--conditions=react-server", "--import", "tsx", "scripts/measure.ts", ...words]
    return promisify(execFile)(process.execPath, script).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    )
  }

  test("prints the same numbers as JSON", async () => {
    const [wanted, reference] = [join(folder, "asked.json"), join(folder, "still.png")]
    await writeFile(wanted, JSON.stringify({ camera: "pan_left" }))
    await writeFile(reference, await still(0))
    const { stdout, stderr, code } = await run(clip, "--reference", reference, "--asked", wanted)
    expect([code, stderr]).toEqual([0, ""])
    const direct = await measureClip(clip, { reference: await readFile(reference), asked: { camera: "pan_left" } })
    expect(JSON.parse(stdout)).toEqual(direct)
    expect(direct.cameraAsked).toEqual({ asked: "pan_left", obeyed: "opposite" })
  })

  test("says in one line what is wrong", async () => {
    const wrong = join(folder, "wrong.json")
    await writeFile(wrong, JSON.stringify({ camera: "sideways" }))
    const [none, missing, badly] = await Promise.all([run(), run("/no/clip.mp4"), run(clip, "--asked", wrong)])
    expect(none).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^Name one clip: npm run measure.*\n$/) })
    expect(missing).toMatchObject({ code: 1, stdout: "", stderr: "There is no file /no/clip.mp4.\n" })
    expect(badly).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^.*wrong\.json: .*camera.*\n$/) })
  })
})
