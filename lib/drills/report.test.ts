import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { drillReport, type ModelReport } from "@/lib/drills/report"
import type { DrillState, Half } from "@/lib/drills/schema"
import { verdictOf } from "@/lib/drills/verdict"
import { measureClip } from "@/lib/media/measure/measure"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { renderTestClip } from "@/lib/media/testing"
import { shotSettings } from "@/lib/shots/schema"
import type { TakeView } from "@/lib/takes/schema"

/** Measured on a real clip of three seconds; what a test is about is then changed in it. */
let real: ClipMeasures
const folder = mkdtemp(join(tmpdir(), "rushes-drill-"))
beforeAll(async () => {
  const path = join(await folder, "clip.mp4")
  await renderTestClip(path, { frames: 72 })
  real = await measureClip(path, { asked: { camera: "push_in" } })
}, 60_000)
afterAll(async () => rm(await folder, { recursive: true }))

const kling = "kling/kling-3.0"
const shot = (id: string) => ({ id, number: 1, ownVersions: [1], wordings: 1, takes: 1, picked: null })
const still = { notMeasured: "There is no still to hold it to." }

function aState(measures: DrillState["measures"]): DrillState {
  return {
    ...{ team: "t", id: "d", name: "Walk", createdAt: "2026-11-21T12:00:00Z", authorName: "Ada" },
    ...{ project: { id: "p", slug: "film", name: "Film" }, text: "A woman walks.", negativePrompt: "", firstFrame: null },
    ...{ settings: shotSettings.parse({}), modelIds: [kling], shots: { words: shot("w"), frame: shot("f") }, measures },
    ...{ identity: { words: null, frame: null }, modes: {}, elsewhere: [], budget: null, mayRun: true },
  }
}

function aTake(half: Half, number: number, changes: Partial<TakeView> = {}): TakeView {
  const times = { createdAt: "2026-11-21T12:00:00Z", finishedAt: `2026-11-21T12:00:${10 + number}Z` }
  const money = { state: "charged", micros: 400_000 } as const
  const base = { id: `${half}${number}`, shotId: half, number, versionNumber: 1, modelId: kling, status: "succeeded", clip: {} }
  return { ...base, ...times, money, failure: null, isPicked: false, ...changes } as TakeView
}

const measured = (changes: Partial<ClipMeasures> = {}) => ({ measures: { ...real, ...changes }, failure: null })
const drifting = (...colourDrift: number[]) => ({ perSecond: { ...real.perSecond, colourDrift } })
const obeyed = (word: "yes" | "partly" | "opposite" | "no") => ({ cameraAsked: { asked: "push_in" as const, obeyed: word } })

function only(state: DrillState, takes: Record<Half, TakeView[]>): ModelReport {
  const [model] = drillReport(state, takes).models
  if (!model) throw new Error("no model")
  return model
}

test("figures are the middle over a half's takes, each of its largest drift against second 0", () => {
  const takes = { words: [aTake("words", 2), aTake("words", 1), aTake("words", 3)], frame: [] }
  const state = aState({
    words1: measured(drifting(0, 2, 1)),
    words2: measured(drifting(0, 9)),
    words3: measured(drifting(0, 4, 3)),
  })
  const { words } = only(state, takes)
  expect(words.colourDrift).toEqual({ value: 4, takes: 3 })
  expect(words.takes.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(words.lead?.number).toBe(3)
  expect(words.colourBySecond).toEqual([0, 4, 3])
  expect(words.seconds).toEqual({ value: 12, takes: 3 })
  expect(words.cost).toEqual({ chargedMicros: 1_200_000, heldMicros: 0, isFree: false })
})

test("the picked take stands for its half, and takes of another wording are in no figure", () => {
  const takes = {
    words: [aTake("words", 1, { isPicked: true }), aTake("words", 2), aTake("words", 3, { versionNumber: 2 })],
    frame: [aTake("frame", 1)],
  }
  const report = drillReport(aState({}), takes)
  expect(report.models[0]?.words.lead?.number).toBe(1)
  expect(report).toMatchObject({ takes: 3, ended: 3, otherTakes: 1, isFinished: false })
})

test("what is not measured says why, and is never a number", () => {
  const takes = { words: [aTake("words", 1)], frame: [aTake("frame", 1, { status: "refused", clip: null })] }
  expect(only(aState({}), takes).words.motion).toEqual({ notMeasured: "Not measured yet." })
  const failed = only(aState({ words1: { measures: null, failure: "It could not be decoded." } }), takes)
  expect(failed.words.motion).toEqual({ notMeasured: "It could not be decoded." })
  expect(failed.frame.camera).toEqual({ notMeasured: "No take came." })
  const running = { ...takes, frame: [aTake("frame", 1, { status: "running", clip: null })] }
  expect(only(aState({}), running).frame.seconds).toEqual({ notMeasured: "No take is finished yet." })
  const unlike = only(aState({ words1: measured({ firstFrame: still, ...drifting(0) }) }), takes)
  expect(unlike.words.ssim).toEqual(still)
  expect(unlike.words.colourDrift).toEqual({ notMeasured: "The clip is shorter than two seconds." })
})

test("a report is finished when every take has ended and what came was measured, failures included", () => {
  const takes = { words: [aTake("words", 1)], frame: [aTake("frame", 1, { status: "failed", clip: null })] }
  expect(drillReport(aState({ words1: measured() }), takes).isFinished).toBe(true)
  expect(drillReport(aState({ words1: { measures: null, failure: "No." } }), takes).isFinished).toBe(true)
  const running = { ...takes, frame: [aTake("frame", 1, { status: "running", clip: null })] }
  expect(drillReport(aState({ words1: measured() }), running)).toMatchObject({ isFinished: false, ended: 1 })
})

function verdict(words: Partial<ClipMeasures>, frame: Partial<ClipMeasures>) {
  const even = { smoothness: { evenness: 0.8 } }
  const state = aState({ words1: measured({ ...even, ...words }), frame1: measured({ ...even, ...frame }) })
  return verdictOf(only(state, { words: [aTake("words", 1)], frame: [aTake("frame", 1)] }))
}

test("which half did better is told by what was measured, with how many takes it rests on", () => {
  const better = verdict({ ...drifting(0, 6), ...obeyed("yes") }, { ...drifting(0, 2), ...obeyed("partly") })
  expect(better.findings.map(({ ahead }) => ahead)).toEqual(["frame", "alike", "words"])
  expect(better).toMatchObject({
    ahead: "even",
    words:
      "From words it followed the camera better; from a frame it held its colours better; alike in 1 measure. " +
      "Of 1 take each: another take can turn this.",
  })
  expect(verdict({ ...drifting(0, 6), ...obeyed("opposite") }, { ...drifting(0, 2), ...obeyed("no") }).ahead).toBe("frame")
})

test("a difference too small to be seen is none, and a half without figures is not beaten", () => {
  const alike = verdict({ ...drifting(0, 2.4), ...obeyed("yes") }, { ...drifting(0, 2), ...obeyed("yes") })
  expect(alike.words).toMatch(/^Alike in all 3 measures\. /)
  const state = aState({ words1: measured(obeyed("yes")) })
  const refused = { words: [aTake("words", 1)], frame: [aTake("frame", 1, { status: "refused", clip: null })] }
  expect(verdictOf(only(state, refused))).toMatchObject({ ahead: null, words: "Not compared: no take from a frame came." })
  const open = { words: [aTake("words", 1)], frame: [aTake("frame", 1, { status: "running", clip: null })] }
  expect(verdictOf(only(state, open)).words).toBe("Not compared yet: no take from a frame is finished.")
})

test("fewer than five takes are too few to call", () => {
  const measures: DrillState["measures"] = {}
  const takes: Record<Half, TakeView[]> = { words: [], frame: [] }
  for (const number of [1, 2, 3, 4, 5]) {
    takes.words.push(aTake("words", number))
    takes.frame.push(aTake("frame", number))
    measures[`words${number}`] = measured(drifting(0, 6))
    measures[`frame${number}`] = measured(drifting(0, 2))
  }
  const three = { words: takes.words.slice(0, 3), frame: takes.frame }
  expect(verdictOf(only(aState(measures), three)).words).toMatch(/Of 3 takes from words and 5 from a frame, too few to call\.$/)
  expect(verdictOf(only(aState(measures), takes)).words).toMatch(/The middle of 5 takes each\.$/)
})
