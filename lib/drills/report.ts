import { type DrillState, type Half, halves } from "@/lib/drills/schema"
import type { ClipMeasures, NotMeasured } from "@/lib/media/measure/schema"
import { isActive } from "@/lib/takes/rules"
import type { TakeView } from "@/lib/takes/schema"

/** In place of a figure that is still to come. */
export const notMeasuredYet = "Not measured yet."

/** The middle over so many takes, because one odd take should not speak for a model; or why there is no figure. */
export type Figure = { value: number; takes: number } | NotMeasured

/** Takes by how the camera obeyed, of those where that could be told. */
export type Obedience = Record<"yes" | "partly" | "opposite" | "no", number> & { takes: number }

/** One model in one half. Figures are of the takes that say what the drill said. */
export type HalfReport = {
  half: Half
  /** Oldest first, in whatever state. */
  takes: TakeView[]
  finished: TakeView[]
  /** The one that stands for the half: picked, else the newest with a picture; else the newest of all. Null without any. */
  lead: TakeView | null
  /** Finished takes that wait to be measured. */
  waiting: number
  measured: number
  /** The greatest over the seconds of a take, each against its first. ΔE00, and shares 0 to 1. */
  colourDrift: Figure
  paletteDrift: Figure
  pictureDrift: Figure
  /** Of the lead, second by second; empty where it was not measured. */
  colourBySecond: readonly number[]
  /** Widths of the picture a second. */
  motion: Figure
  /** 0 to 1. */
  evenness: Figure
  /** Percent of full scale. */
  flicker: Figure
  /** Sums over the measured takes; null when none was. */
  frozenSeconds: number | null
  repeatedFrames: number | null
  camera: Obedience | NotMeasured
  /** Of the clip's first frame against the still it was given. */
  ssim: Figure
  stillColour: Figure
  cost: { chargedMicros: number; heldMicros: number; isFree: boolean }
  /** From the press until the take was here. */
  seconds: Figure
}

export type ModelReport = { modelId: string } & Record<Half, HalfReport>

export type DrillReport = {
  models: ModelReport[]
  takes: number
  ended: number
  /** True when nothing more will happen by itself and everything that could be measured is. */
  isFinished: boolean
  /** Takes of other wordings, which are in no figure. */
  otherTakes: number
}

/** Lays out the takes of a drill's two shots, model by model. Pure, so that a page that is open keeps it true by itself. */
export function drillReport(state: DrillState, takes: Record<Half, readonly TakeView[]>): DrillReport {
  const own = (half: Half) => takes[half].filter(({ versionNumber }) => state.shots[half].ownVersions.includes(versionNumber))
  const all = { words: own("words"), frame: own("frame") }
  const models = state.modelIds.map((modelId): ModelReport => {
    const of = (half: Half) =>
      halfReport(
        half,
        all[half].filter((take) => take.modelId === modelId),
        state.measures,
      )
    return { modelId, words: of("words"), frame: of("frame") }
  })
  const counted = halves.flatMap((half) => all[half])
  const ended = counted.filter(({ status }) => !isActive(status)).length
  const isMeasured = models.every((model) => halves.every((half) => model[half].waiting === 0))
  return {
    models,
    takes: counted.length,
    ended,
    isFinished: ended === counted.length && isMeasured,
    otherTakes: takes.words.length + takes.frame.length - counted.length,
  }
}

function halfReport(half: Half, views: readonly TakeView[], measures: DrillState["measures"]): HalfReport {
  const takes = views.toSorted((a, b) => a.number - b.number)
  const finished = takes.filter(({ clip }) => clip !== null)
  const entries = finished.flatMap(({ id }) => measures[id] ?? [])
  const read = entries.flatMap((entry) => entry.measures ?? [])
  const lead = finished.find(({ isPicked }) => isPicked) ?? finished.at(-1) ?? takes.at(-1) ?? null
  const whyNone = finished.length > 0 ? whyNotMeasured(entries) : noTake(takes)
  const middle = (of: (clip: ClipMeasures) => number | NotMeasured) => middleOf(read.map(of), whyNone)
  const drift = (name: "colourDrift" | "paletteDrift" | "pictureDrift") => middle(({ perSecond }) => greatest(perSecond[name]))
  const sum = (of: (clip: ClipMeasures) => number) =>
    read.length === 0 ? null : read.reduce((total, clip) => total + of(clip), 0)
  return {
    half,
    takes,
    finished,
    lead,
    waiting: finished.length - entries.length,
    measured: read.length,
    colourDrift: drift("colourDrift"),
    paletteDrift: drift("paletteDrift"),
    pictureDrift: drift("pictureDrift"),
    colourBySecond: (lead && measures[lead.id]?.measures?.perSecond.colourDrift) ?? [],
    motion: middle(({ motion }) => ("amount" in motion ? motion.amount : motion)),
    evenness: middle(({ smoothness }) => ("evenness" in smoothness ? smoothness.evenness : smoothness)),
    flicker: middle(({ flicker }) => ("percent" in flicker ? flicker.percent : flicker)),
    frozenSeconds: sum(({ frozenSpans }) =>
      frozenSpans.reduce((total, { startSeconds, endSeconds }) => total + endSeconds - startSeconds, 0),
    ),
    repeatedFrames: sum(({ repeatedFrames }) => repeatedFrames),
    camera: obedienceOf(read, whyNone),
    ssim: middle(({ firstFrame }) => ("ssim" in firstFrame ? firstFrame.ssim : firstFrame)),
    stillColour: middle(({ firstFrame }) => ("colourMean" in firstFrame ? firstFrame.colourMean : firstFrame)),
    cost: costOf(takes),
    seconds: middleOf(finished.flatMap(secondsOf), whyNone),
  }
}

function noTake(takes: readonly TakeView[]): string {
  return takes.some(({ status }) => isActive(status)) ? "No take is finished yet." : "No take came."
}

function whyNotMeasured(entries: readonly { failure: string | null }[]): string {
  return entries.find(({ failure }) => failure !== null)?.failure ?? notMeasuredYet
}

function middleOf(values: readonly (number | NotMeasured)[], whyNone: string): Figure {
  const numbers = values.filter((value) => typeof value === "number").toSorted((a, b) => a - b)
  const [low, high] = [numbers[Math.floor((numbers.length - 1) / 2)], numbers[Math.ceil((numbers.length - 1) / 2)]]
  if (low !== undefined && high !== undefined) return { value: (low + high) / 2, takes: numbers.length }
  return values.find((value) => typeof value !== "number") ?? { notMeasured: whyNone }
}

/** Second 0 is what the others are held against, and has no drift of its own. */
function greatest(bySecond: readonly number[]): number | NotMeasured {
  if (bySecond.length < 2) return { notMeasured: "The clip is shorter than two seconds." }
  return Math.max(...bySecond.slice(1))
}

function obedienceOf(read: readonly ClipMeasures[], whyNone: string): Obedience | NotMeasured {
  const answers = read.flatMap(({ cameraAsked }) => ("obeyed" in cameraAsked ? cameraAsked.obeyed : []))
  if (answers.length === 0) {
    const [why] = read.flatMap(({ cameraAsked }) => ("notMeasured" in cameraAsked ? cameraAsked : []))
    return why ?? { notMeasured: whyNone }
  }
  const count = (word: (typeof answers)[number]) => answers.filter((answer) => answer === word).length
  return { yes: count("yes"), partly: count("partly"), opposite: count("opposite"), no: count("no"), takes: answers.length }
}

function costOf(takes: readonly TakeView[]): HalfReport["cost"] {
  const sum = (state: TakeView["money"]["state"]) =>
    takes.filter(({ money }) => money.state === state).reduce((total, { money }) => total + money.micros, 0)
  return {
    chargedMicros: sum("charged"),
    heldMicros: sum("held"),
    isFree: takes.every(({ money }) => money.state === "free"),
  }
}

function secondsOf({ createdAt, finishedAt }: TakeView): number[] {
  return finishedAt === null ? [] : [(Date.parse(finishedAt) - Date.parse(createdAt)) / 1000]
}
