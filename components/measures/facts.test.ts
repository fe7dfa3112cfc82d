import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { topOf } from "@/components/measures/curves"
import { factsOf } from "@/components/measures/facts"
import { marksOf, rowsOf } from "@/components/measures/marks"
import { measureClip } from "@/lib/media/measure/measure"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { renderTestClip } from "@/lib/media/testing"

let measures: ClipMeasures
const folder = mkdtemp(join(tmpdir(), "rushes-facts-"))
beforeAll(async () => {
  const path = join(await folder, "clip.mp4")
  await renderTestClip(path, { frames: 24 })
  measures = await measureClip(path, { asked: { durationSeconds: 5, width: 1920, height: 1080, fps: 24, audio: true } })
})
afterAll(async () => rm(await folder, { recursive: true }))

const line = (label: string, of: ClipMeasures = measures) => factsOf(of).find((fact) => fact.label === label)

test("what was asked stands beside what came", () => {
  expect(line("Length")).toMatchObject({ value: "1 s", note: "5 s asked" })
  expect(line("Frame rate")).toMatchObject({ value: "24 fps", note: "as asked" })
  expect(line("Size")).toMatchObject({ note: "1920 × 1080 asked" })
  expect(line("Sound")).toMatchObject({ value: "none", note: "sound asked" })
})

test("what is not measured says so, and why, and is never a number", () => {
  expect(line("First frame, likeness")).toEqual({
    label: "First frame, likeness",
    value: "not measured",
    note: "There is no reference still.",
    isMeasured: false,
  })
  expect(line("Loudness")).toMatchObject({ value: "not measured", note: "The clip has no sound." })
  expect(line("Silent")).toBeUndefined()
})

test("the camera is told as asked and as measured", () => {
  const camera = {
    panWidths: -0.3,
    tiltHeights: 0,
    zoomFactor: 1,
    rollDegrees: 0,
    shakeWidths: 0,
    measuredShare: 1,
    agreement: 1,
  }
  const moved: ClipMeasures = {
    ...measures,
    camera: { ...camera, moves: ["left"] },
    cameraAsked: { asked: "push_in", obeyed: "no" },
  }
  expect(line("Camera", moved)).toMatchObject({ value: "to the left", note: "push in asked: not as asked" })
  const still: ClipMeasures = { ...measures, camera: { ...camera, moves: [] } }
  expect(line("Camera", still)).toMatchObject({ value: "stands", note: "No camera move was asked for." })
})

test("marks stand in the order of time, each with its name; what was not measured has none", () => {
  const span = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds })
  const faulty: ClipMeasures = {
    ...measures,
    cutsAtSeconds: [2],
    frozenSpans: [span(3, 4)],
    blackSpans: [span(0, 0.5)],
    blurredSpans: { notMeasured: "Too dark." },
    blockySpans: [span(3.5, 5)],
    sound: {
      loudnessLufs: -14.2,
      samplePeakDbfs: -0.1,
      silentSpans: [span(1, 2)],
      silentShare: 0.2,
      clippings: 1,
      clippedSpans: [span(4.5, 4.6)],
    },
  }
  const marks = marksOf(faulty)
  expect(marks.map(({ name }) => name)).toEqual(["Black", "Silent", "Cut", "Frozen", "Blocky", "Clipped"])
  expect(rowsOf(marks, 0.4).map((row) => row.map(({ name }) => name))).toEqual([
    ["Black", "Silent", "Cut", "Frozen", "Clipped"],
    ["Blocky"],
  ])
  expect(line("Loudness", faulty)).toMatchObject({ value: "−14.2 LUFS" })
  expect(line("Black", faulty)).toMatchObject({ value: "0:00.0 to 0:00.5" })
  expect(line("Blurred", faulty)).toMatchObject({ value: "not measured", note: "Too dark." })
})

test("curves of several takes share one scale, which is never so fine that nothing looks like much", () => {
  const loud: ClipMeasures = { ...measures, perSecond: { ...measures.perSecond, colourDrift: [0, 12] } }
  expect(topOf("colourDrift", [measures, loud])).toBe(12)
  expect(topOf("colourDrift", [measures])).toBe(5)
})
