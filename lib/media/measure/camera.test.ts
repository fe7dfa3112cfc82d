import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { measureClip } from "@/lib/media/measure/measure"
import type { Camera } from "@/lib/media/measure/schema"
import { renderFilm, sceneOf, type TestFilm } from "@/lib/media/measure/testing"
import type { CameraMotion } from "@/lib/providers/provider"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rushes-camera-"))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function measure(film: TestFilm, camera?: CameraMotion) {
  const path = join(folder, `${count++}.mp4`)
  await renderFilm(path, film)
  return measureClip(path, { asked: { camera } })
}

async function cameraOf(film: TestFilm): Promise<Camera> {
  const { camera } = await measure(film)
  if ("notMeasured" in camera) throw new Error(camera.notMeasured)
  return camera
}

/** 16 frames have 15 steps between them; the picture is 320 × 180. */
const frames = 16
const steps = frames - 1

describe("a camera's way", () => {
  test.each<[string, TestFilm["view"], Partial<Camera>]>([
    ["a pan right of 3 pixels a frame", (n) => ({ x: 3 * n }), { panWidths: (3 * steps) / 320, moves: ["right"] }],
    ["a pan left of half a pixel a frame", (n) => ({ x: -0.5 * n }), { panWidths: (-0.5 * steps) / 320, moves: ["left"] }],
    ["a whip pan of 18 pixels a frame", (n) => ({ x: 18 * n }), { panWidths: (18 * steps) / 320, moves: ["right"] }],
    ["a tilt up of 2 pixels a frame", (n) => ({ y: -2 * n }), { tiltHeights: (2 * steps) / 180, moves: ["up"] }],
    ["a tilt down of 1 pixel a frame", (n) => ({ y: n }), { tiltHeights: -steps / 180, moves: ["down"] }],
    ["a zoom in of 1 % a frame", (n) => ({ zoom: 1.01 ** n }), { zoomFactor: 1.01 ** steps, moves: ["in"] }],
    ["a zoom out of 0.5 % a frame", (n) => ({ zoom: 0.995 ** n }), { zoomFactor: 0.995 ** steps, moves: ["out"] }],
    [
      "a roll right of half a degree a frame",
      (n) => ({ turnDegrees: n / 2 }),
      { rollDegrees: steps / 2, moves: ["roll_right"] },
    ],
    ["a roll left of 0.2 degrees a frame", (n) => ({ turnDegrees: -n / 5 }), { rollDegrees: -steps / 5, moves: ["roll_left"] }],
  ])("is found: %s", async (_, view, { moves, ...way }) => {
    const found = await cameraOf({ frames, view })
    const all = { panWidths: 0, tiltHeights: 0, rollDegrees: 0, ...way }
    expect(found.moves).toEqual(moves)
    expect(found.measuredShare).toBe(1)
    expectWithin(found.panWidths, all.panWidths, 0.02, 0.003)
    expectWithin(found.tiltHeights, all.tiltHeights, 0.02, 0.003)
    expectWithin(found.rollDegrees, all.rollDegrees, 0.05, 0.1)
    expectWithin(Math.log(found.zoomFactor), Math.log(way.zoomFactor ?? 1), 0.03, 0.003)
  })

  test("is none where the camera stands", async () => {
    const found = await cameraOf({ frames })
    expect(found.moves).toEqual([])
    expectWithin(found.panWidths, 0, 0, 0.0005)
    expectWithin(found.shakeWidths, 0, 0, 0.0002)
  })

  test("is not that of a subject which fills a third of the picture and runs the other way", async () => {
    const [back, subject] = [sceneOf(1), sceneOf(2)]
    const film: TestFilm = {
      frames,
      view: (n) => ({ x: n }),
      // In the view the subject runs right by 3 pixels a frame.
      scene: (x, y, n) => (Math.abs(x - n - 3 * n + 60) < 55 && Math.abs(y) < 80 ? subject(x - 4 * n, y) : back(x, y)),
    }
    const { camera, motion } = await measure(film)
    expect(camera).toMatchObject({ moves: ["right"] })
    expectWithin((camera as Camera).panWidths, steps / 320, 0.05, 0)
    // About a third of the blocks move by 4 pixels a frame against the camera.
    expect((motion as { withoutCamera: number }).withoutCamera).toBeGreaterThan(0.05)
  })

  test("shakes when it is held by hand, and not when it glides", async () => {
    const hand = (n: number) => ({ x: 2 * Math.sin(n * 1.1) + 1.5 * Math.sin(n * 0.63), y: 1.6 * Math.sin(n * 0.9) })
    expect((await cameraOf({ frames: 48, view: hand })).moves).toEqual(["shake"])
    const ease = (n: number) => ({ x: 60 * (n / 47 - (0.7 * Math.sin((2 * Math.PI * n) / 47)) / (2 * Math.PI)) })
    expect((await cameraOf({ frames: 48, view: ease })).moves).toEqual(["right"])
  })

  test("is not measured where nothing can be followed", async () => {
    const { camera, motion, smoothness, cameraAsked } = await measure({ scene: () => 120, frames: 6 }, "pan_left")
    for (const found of [camera, motion, smoothness, cameraAsked]) expect(found).toHaveProperty("notMeasured")
  })
})

describe("what was asked of the camera", () => {
  const right = (n: number) => ({ x: 2 * n })
  test.each<[CameraMotion, TestFilm["view"], string]>([
    ["truck_right", right, "yes"],
    ["pan_left", right, "opposite"],
    ["push_in", right, "no"],
    ["static", right, "no"],
    ["static", () => ({}), "yes"],
    ["push_in", (n) => ({ x: 3 * n, zoom: 1.004 ** n }), "partly"],
  ])("%s is held against what is seen", async (camera, view, obeyed) => {
    expect((await measure({ view, frames: 11 }, camera)).cameraAsked).toEqual({ asked: camera, obeyed })
  })

  test("is not judged for an orbit, nor where nothing was asked", async () => {
    const film = { view: right, frames: 4 }
    expect((await measure(film, "orbit_left")).cameraAsked).toHaveProperty("notMeasured")
    expect((await measure(film)).cameraAsked).toHaveProperty("notMeasured")
  })
})

function expectWithin(found: number, wanted: number, share: number, least: number) {
  expect(Math.abs(found - wanted), `${found} for ${wanted}`).toBeLessThanOrEqual(Math.max(least, share * Math.abs(wanted)))
}
