import type { z } from "zod"
import { clipMeasures } from "@/lib/media/measure/schema"

/** What is read of a take's stored measures here: all but the curves. */
export const scalarMeasures = clipMeasures.omit({ perSecond: true, tool: true })
export type ScalarMeasures = z.infer<typeof scalarMeasures>

/** A take with what was measured of it. */
export type MeasuredTake = {
  model: string
  hasFirstFrame: boolean
  measures: ScalarMeasures | null
  /** Why there are none, in our words. */
  notMeasured: string | null
}

/** The middle of what was measured, over so many takes; null when none was. */
export type Middle = { value: number; takes: number } | null

export type MeasuredLine = {
  model: string
  takes: number
  measured: number
  /** Widths of the picture a second. */
  motion: Middle
  /** Percent of full scale. */
  flicker: Middle
  /** 0 to 1. */
  smoothness: Middle
  /** Takes by how the camera obeyed, of those where a move was asked and could be measured. */
  camera: { yes: number; partly: number; opposite: number; no: number } | null
  /** Takes with at least one fault, and each kind of fault with its takes, the commonest first. */
  faulty: number
  faults: { kind: string; takes: number }[]
}

/** One line per model, by name. Medians, because one odd take should not speak for a model. */
export function measuredLines(takes: readonly MeasuredTake[]): MeasuredLine[] {
  return modelsOf(takes).map((model) => {
    const own = takes.filter((take) => take.model === model)
    const read = own.flatMap(({ measures }) => measures ?? [])
    const faults = read.map(faultsOf)
    const kinds = [...new Set(faults.flat())]
    return {
      model,
      takes: own.length,
      measured: read.length,
      motion: middle(read.map(({ motion }) => measurement(motion)?.amount)),
      flicker: middle(read.map(({ flicker }) => measurement(flicker)?.percent)),
      smoothness: middle(read.map(({ smoothness }) => measurement(smoothness)?.evenness)),
      camera: obedienceOf(read),
      faulty: faults.filter((list) => list.length > 0).length,
      faults: kinds
        .map((kind) => ({ kind, takes: faults.filter((list) => list.includes(kind)).length }))
        .sort((a, b) => b.takes - a.takes),
    }
  })
}

export type FidelitySide = {
  takes: number
  ssim: Middle
  colour: Middle
  /** Why takes without figures have none, each reason once. */
  why: string[]
}

/**
 * Structural similarity (1 is equal) and ΔE00 of a clip's first frame against the still it is held to: from a first frame, and
 * from words alone, where there may be no such still.
 */
export type FidelityLine = { model: string; image: FidelitySide; text: FidelitySide }

/** First-frame fidelity of image-to-video against text-to-video, one line per model, by name. */
export function fidelityLines(takes: readonly MeasuredTake[]): FidelityLine[] {
  return modelsOf(takes).map((model) => {
    const own = takes.filter((take) => take.model === model)
    const [image, text] = [true, false].map((framed) => own.filter(({ hasFirstFrame }) => hasFirstFrame === framed))
    return { model, image: sideOf(image ?? []), text: sideOf(text ?? []) }
  })
}

function sideOf(takes: readonly MeasuredTake[]): FidelitySide {
  const frames = takes.map(({ measures }) => measures && measurement(measures.firstFrame))
  return {
    takes: takes.length,
    ssim: middle(frames.map((frame) => frame?.ssim)),
    colour: middle(frames.map((frame) => frame?.colourMean)),
    why: [...new Set(takes.flatMap(whyNot))],
  }
}

function whyNot({ measures, notMeasured }: MeasuredTake): string[] {
  if (!measures) return [notMeasured ?? "Not measured yet."]
  return "notMeasured" in measures.firstFrame ? [measures.firstFrame.notMeasured] : []
}

/** In words what is wrong with a clip; none for a clip without faults. */
export function faultsOf(measures: ScalarMeasures): string[] {
  const spans = (value: ScalarMeasures["blurredSpans"]) => (Array.isArray(value) ? value.length : 0)
  const sound = measurement(measures.sound)
  return [
    measures.frozenSpans.length > 0 && "frozen",
    measures.blackSpans.length > 0 && "black",
    spans(measures.blurredSpans) > 0 && "blurred",
    spans(measures.blockySpans) > 0 && "blocky",
    measures.repeatedFrames > 0 && "repeated frames",
    measures.cutsAtSeconds.length > 0 && "cuts",
    (sound?.clippings ?? 0) > 0 && "clipped sound",
  ].filter((fault) => fault !== false)
}

/** The measurement, or null where it says why there is none. */
export function measurement<Value>(value: Value | { notMeasured: string }): Value | null {
  return typeof value === "object" && value !== null && "notMeasured" in value ? null : (value as Value)
}

function obedienceOf(read: readonly ScalarMeasures[]): MeasuredLine["camera"] {
  const answers = read.flatMap(({ cameraAsked }) => measurement(cameraAsked)?.obeyed ?? [])
  if (answers.length === 0) return null
  const count = (word: (typeof answers)[number]) => answers.filter((answer) => answer === word).length
  return { yes: count("yes"), partly: count("partly"), opposite: count("opposite"), no: count("no") }
}

function middle(values: readonly (number | null | undefined)[]): Middle {
  const sorted = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? null : { value: (low + high) / 2, takes: sorted.length }
}

function modelsOf(takes: readonly MeasuredTake[]): string[] {
  return [...new Set(takes.map(({ model }) => model))].sort()
}
