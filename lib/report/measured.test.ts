import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, expect, test } from "vitest"
import { measureClip } from "@/lib/media/measure/measure"
import { renderTestClip } from "@/lib/media/testing"
import { fidelityLines, type MeasuredTake, measuredLines, scalarMeasures } from "@/lib/report/measured"

let take: MeasuredTake

beforeAll(async () => {
  const path = join(mkdtempSync(join(tmpdir(), "measured-")), "clip.mp4")
  await renderTestClip(path, { frames: 24 })
  const measures = scalarMeasures.parse(JSON.parse(JSON.stringify(await measureClip(path, {}))))
  take = { model: "A", hasFirstFrame: false, measures, notMeasured: null }
})

test("a model's line is the middle of what was measured of its takes, and says of how many", () => {
  const waiting = { ...take, measures: null, notMeasured: "Not measured yet." }
  const [line] = measuredLines([take, waiting, take])
  expect(line).toMatchObject({ model: "A", takes: 3, measured: 2 })
  for (const figure of [line?.motion, line?.flicker, line?.smoothness]) if (figure) expect(figure.takes).toBe(2)
  expect(line?.camera).toBeNull()
})

test("camera answers and faults are counted by take", () => {
  if (!take.measures) throw new Error("The clip was not measured.")
  const span = { startSeconds: 0, endSeconds: 1 }
  const answer = (obeyed: "yes" | "opposite"): MeasuredTake => ({
    ...take,
    measures: take.measures && { ...take.measures, cameraAsked: { asked: "pan_left", obeyed }, blackSpans: [span] },
  })
  const [line] = measuredLines([answer("yes"), answer("opposite"), answer("yes")])
  expect(line?.camera).toEqual({ yes: 2, partly: 0, opposite: 1, no: 0 })
  expect(line?.faulty).toBe(3)
  expect(line?.faults).toContainEqual({ kind: "black", takes: 3 })
})

test("fidelity to the first frame stands beside what has no frame to be held to, with the reason", () => {
  if (!take.measures) throw new Error("The clip was not measured.")
  const firstFrame = { ssim: 0.96, colourMean: 1.2, colour95: 3, croppedWidth: 0, croppedHeight: 0 }
  const framed = { ...take, hasFirstFrame: true, measures: { ...take.measures, firstFrame } }
  const why = ["There is no reference still."]
  expect(fidelityLines([take, framed])).toEqual([
    {
      model: "A",
      image: { takes: 1, ssim: { value: 0.96, takes: 1 }, colour: { value: 1.2, takes: 1 }, why: [] },
      text: { takes: 1, ssim: null, colour: null, why },
    },
  ])
})
