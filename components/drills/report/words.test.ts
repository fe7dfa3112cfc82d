import { expect, test } from "vitest"
import { progressWords, rowGroups } from "@/components/drills/report/words"
import type { HalfReport, ModelReport } from "@/lib/drills/report"
import type { DrillState, Half } from "@/lib/drills/schema"

const kling = "kling/kling-3.0"
const none = { notMeasured: "No take came." }

function aHalf(half: Half, changes: Partial<HalfReport> = {}): HalfReport {
  return {
    ...{ half, takes: [], finished: [], lead: null, waiting: 0, measured: 0, colourBySecond: [] },
    ...{ colourDrift: none, paletteDrift: none, pictureDrift: none, motion: none, evenness: none, flicker: none },
    ...{ frozenSeconds: null, repeatedFrames: null, camera: none, ssim: none, stillColour: none, seconds: none },
    ...{ cost: { chargedMicros: 0, heldMicros: 0, isFree: false } },
    ...changes,
  }
}

const nobody = { words: null, frame: null }

function cells(words: Partial<HalfReport>, frame: Partial<HalfReport>, identity: DrillState["identity"] = nobody) {
  const model: ModelReport = { modelId: kling, words: aHalf("words", words), frame: aHalf("frame", frame) }
  const rows = rowGroups(model, { identity } as DrillState).flatMap((group) => group.rows)
  return (label: string, half: Half) => rows.find((row) => row.label === label)?.[half]
}

test("what is not measured says so with the reason, and what no tool measures is left to people", () => {
  const cell = cells({}, { ssim: { notMeasured: "The still could not be read." } })
  expect(cell("Colour drift", "words")).toEqual({ value: "Not measured", note: "No take came.", isMeasured: false })
  expect(cell("Frozen or repeated", "words")).toMatchObject({ value: "Not measured", note: "No take came." })
  expect(cell("First frame like the still", "words")).toMatchObject({ value: "No still in this half", isMeasured: false })
  expect(cell("First frame like the still", "frame")).toMatchObject({ note: "The still could not be read." })
  expect(cell("Identity holds", "words")).toEqual({ value: "For people to judge", note: "nobody has, yet", isMeasured: false })
})

test("blind ballots are told with their range and how far they carry, of each half by itself", () => {
  const model = { model: kling, rating: 1042.4, low: 979.6, high: 1105.2, ballots: 12 }
  const judged = { ballots: 24, sessions: 1, word: "preliminary", models: [model] } as const
  const few = { ...judged, word: "not_enough", models: [{ ...model, ballots: 1 }] } as const
  const cell = cells({}, {}, { words: { ...judged, models: [model] }, frame: { ...few, models: [...few.models] } })
  expect(cell("Identity holds", "words")).toMatchObject({ value: "1042", note: "980 to 1105, 12 ballots, preliminary" })
  expect(cell("Identity holds", "frame")).toMatchObject({ value: "Not enough ballots", note: "1 ballot so far" })
})

test("figures of several takes say so, and the camera's answers are counted", () => {
  const obeyed = { yes: 2, partly: 1, opposite: 0, no: 0, takes: 3 }
  const cell = cells(
    { colourDrift: { value: 2.34, takes: 3 }, paletteDrift: { value: 0.051, takes: 1 }, camera: obeyed },
    { camera: { ...obeyed, yes: 0, partly: 0, opposite: 1, takes: 1 }, frozenSeconds: 0, repeatedFrames: 2, measured: 1 },
  )
  expect(cell("Colour drift", "words")).toMatchObject({ value: "ΔE00 2.3", note: "the middle of 3" })
  expect(cell("Palette drift", "words")).toMatchObject({ value: "5.1 %", note: null })
  expect(cell("Obeyed", "words")).toMatchObject({ value: "As asked in 2, partly in 1", note: "of 3" })
  expect(cell("Obeyed", "frame")).toMatchObject({ value: "The opposite", note: null })
  expect(cell("Frozen or repeated", "frame")).toMatchObject({ value: "2 repeated frames" })
})

test("a drill that has ended tells how many takes came: one that was refused is no finished take", () => {
  const words = (came: number) => {
    const finished = Array.from({ length: came }, () => ({}) as HalfReport["lead"] & object)
    const models = [{ modelId: kling, words: aHalf("words", { finished }), frame: aHalf("frame") }]
    return progressWords({ models, takes: 2, ended: 2, isFinished: true, otherTakes: 0 })
  }
  expect([words(0), words(1), words(2)]).toEqual([
    "Finished: none of 2 takes came.",
    "Finished: 1 of 2 takes came.",
    "Finished: 2 takes.",
  ])
})
