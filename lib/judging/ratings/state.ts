import type { Estimate } from "@/lib/judging/ratings/estimate"
import type { Fragility } from "@/lib/judging/ratings/fragility"
import type { ModelRating } from "@/lib/judging/ratings/rank"

export type RatingState = {
  word: "not_enough" | "preliminary" | "settled"
  /** What keeps it from the next word, in sentences; empty when settled. */
  reasons: string[]
  /** How many more ballots at least ("enough"), or about ("settled", if the ratings stay as they are), lead to that word. */
  missing: { until: "enough" | "settled"; ballots: number } | undefined
}

/** The rule, as the screen and the report print it. */
export const stateRule = {
  leastBallotsPerModel: 10,
  settledBallotsPerModel: 30,
  settledRaters: 2,
  words:
    "Not enough: a model has fewer than 10 ballots, or some models won (or lost) everything against the others. " +
    "Settled: first place is shared with nobody, no two ballots would change it, every model has 30 ballots, " +
    "and two or more people judged. Preliminary: everything between.",
} as const

/** A guess of more than this many times the ballots there are is not worth telling. */
const furthestGuess = 20

/** Says how much a table of ratings may be trusted, by stateRule. `lines` as rankModels orders them. */
export function stateOf(estimate: Estimate, lines: readonly ModelRating[], fragility: Fragility): RatingState {
  const lacking = lines.map(({ ballots }) => Math.max(0, stateRule.leastBallotsPerModel - ballots))
  const reasons: string[] = []
  if (lines.length < 2) reasons.push("Fewer than two models have been compared.")
  const few = lines.filter(({ ballots }) => ballots < stateRule.leastBallotsPerModel).map(({ model }) => model)
  if (few.length > 0) reasons.push(`Fewer than ${stateRule.leastBallotsPerModel} ballots: ${few.join(", ")}.`)
  if (lines.length > 1 && estimate.isSeparated) reasons.push("Some models won or lost everything against the others.")
  if (reasons.length > 0) {
    const half = Math.ceil(lacking.reduce((sum, count) => sum + count, 0) / 2)
    return { word: "not_enough", reasons, missing: { until: "enough", ballots: Math.max(1, half, ...lacking) } }
  }
  if (lines.filter(({ rank }) => rank === 1).length > 1) reasons.push("First place is shared.")
  if (fragility.change)
    reasons.push(
      `Without ${fragility.change.without.length === 1 ? "one ballot" : "two ballots"} ${fragility.change.first} would be first.`,
    )
  if (lines.some(({ ballots }) => ballots < stateRule.settledBallotsPerModel))
    reasons.push(`Not every model has ${stateRule.settledBallotsPerModel} ballots.`)
  if (estimate.tally.rater.count < stateRule.settledRaters) reasons.push("Only one person judged.")
  if (reasons.length === 0) return { word: "settled", reasons, missing: undefined }
  const ballots = ballotsUntilSettled(lines, estimate.tally.ballots.length)
  return { word: "preliminary", reasons, missing: ballots === undefined ? undefined : { until: "settled", ballots } }
}

/** Intervals shrink with the root of the ballots: how many more until the first's clears all others'. */
function ballotsUntilSettled(lines: readonly ModelRating[], ballots: number): number | undefined {
  const first = lines.reduce((best, line) => (line.rating > best.rating ? line : best))
  const factors = lines
    .filter((line) => line !== first)
    .map(({ rating, high }) => ((first.rating - first.low + high - rating) / (first.rating - rating)) ** 2)
  const perModel = lines.map((line) => stateRule.settledBallotsPerModel / line.ballots)
  const factor = Math.max(1, ...factors, ...perModel)
  return factor > furthestGuess || !Number.isFinite(factor) ? undefined : Math.max(1, Math.ceil(ballots * (factor - 1)))
}
