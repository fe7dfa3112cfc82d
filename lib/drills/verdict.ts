import type { Figure, HalfReport, ModelReport, Obedience } from "@/lib/drills/report"
import type { Half } from "@/lib/drills/schema"
import { listNames, plural } from "@/lib/format"
import type { NotMeasured } from "@/lib/media/measure/schema"

export type Criterion = "consistency" | "motion" | "camera"

/** One measure of both halves: who is ahead, nobody ("alike"), or null where one of them was not measured. */
export type Finding = { of: Criterion; ahead: Half | "alike" | null }

export type Verdict = {
  findings: Finding[]
  /** Ahead in more measures than the other; "even", or null where nothing could be compared. */
  ahead: Half | "even" | null
  /** As the report says it: what was measured, of how many takes, and how far that carries. */
  words: string
}

/**
 * Differences smaller than these are none. Colour: ΔE00, of which about 1 can just be seen. Evenness: a twentieth of its
 * scale. Camera: half a step between "no" (0), "partly" (1) and "yes" (2); "opposite" is −1.
 */
export const alikeWithin = { colourDrift: 1, evenness: 0.05, obedience: 0.5 } as const

/** From so many takes in each half a tendency may be spoken of. Fewer are told as what they are. */
export const fewTakes = 5

export const halfNames: Record<Half, string> = { words: "from words", frame: "from a frame" }

const aheadWords: Record<Criterion, string> = {
  consistency: "held its colours better",
  motion: "moved more evenly",
  camera: "followed the camera better",
}

/** Which half a model did better in, by what is measured alone: who looks more like themselves is for people to judge. */
export function verdictOf({ words, frame }: ModelReport): Verdict {
  const findings: Finding[] = [
    { of: "consistency", ahead: aheadOf(words.colourDrift, frame.colourDrift, alikeWithin.colourDrift, "less") },
    { of: "motion", ahead: aheadOf(words.evenness, frame.evenness, alikeWithin.evenness, "more") },
    { of: "camera", ahead: aheadOf(stepOf(words.camera), stepOf(frame.camera), alikeWithin.obedience, "more") },
  ]
  const compared = findings.filter(({ ahead }) => ahead !== null)
  if (compared.length === 0) return { findings, ahead: null, words: whyNothing(words, frame) }
  const wins = (half: Half) => findings.filter(({ ahead }) => ahead === half)
  const [byWords, byFrame] = [wins("words"), wins("frame")]
  const ahead = byWords.length === byFrame.length ? "even" : byWords.length > byFrame.length ? "words" : "frame"
  return { findings, ahead, words: `${resultWords(byWords, byFrame, compared.length)} ${takeWords(words, frame)}` }
}

function aheadOf(words: Figure, frame: Figure, within: number, better: "more" | "less"): Finding["ahead"] {
  if ("notMeasured" in words || "notMeasured" in frame) return null
  const difference = better === "more" ? frame.value - words.value : words.value - frame.value
  if (Math.abs(difference) < within) return "alike"
  return difference > 0 ? "frame" : "words"
}

/** The mean step of the takes, so that it can be compared as a figure. */
function stepOf(camera: Obedience | NotMeasured): Figure {
  if ("notMeasured" in camera) return camera
  const { yes, partly, opposite, takes } = camera
  return { value: (2 * yes + partly - opposite) / takes, takes }
}

function resultWords(byWords: readonly Finding[], byFrame: readonly Finding[], compared: number): string {
  const measures = plural(compared, "measure")
  if (byWords.length === 0 && byFrame.length === 0) return `Alike in ${compared === 1 ? "the one measure" : `all ${measures}`}.`
  const said = (half: Half, wins: readonly Finding[]) =>
    wins.length > 0 && `${halfNames[half]} it ${listNames(wins.map(({ of }) => aheadWords[of]))}`
  const parts = [said("words", byWords), said("frame", byFrame)].filter((part) => part !== false).join("; ")
  const rest = compared - byWords.length - byFrame.length
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}${rest > 0 ? `; alike in ${plural(rest, "measure")}` : ""}.`
}

/** "1 take each: another one can turn this." */
function takeWords(words: HalfReport, frame: HalfReport): string {
  const few = Math.min(words.measured, frame.measured)
  const count =
    words.measured === frame.measured
      ? `${plural(few, "take")} each`
      : `${plural(words.measured, "take")} from words and ${frame.measured} from a frame`
  if (few === 1) return `Of ${count}: another take can turn this.`
  return few < fewTakes ? `Of ${count}, too few to call.` : `The middle of ${count}.`
}

function whyNothing(words: HalfReport, frame: HalfReport): string {
  const without = [words, frame].filter(({ finished }) => finished.length === 0)
  const [one, other] = without
  if (!one) return "Not compared: one side is not measured yet, or could not be."
  const isOpen = without.some(({ takes }) => takes.some(({ status }) => !endedBadly.includes(status)))
  const names = other ? "either way" : halfNames[one.half]
  return isOpen ? `Not compared yet: no take ${names} is finished.` : `Not compared: no take ${names} came.`
}

const endedBadly: readonly string[] = ["failed", "refused", "cancelled", "expired"]
