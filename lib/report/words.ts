import { listNames, plural } from "@/lib/format"
import type { Ballot } from "@/lib/judging/ratings/ballot"
import type { PairCall } from "@/lib/judging/ratings/call-pairs"
import type { Fragility } from "@/lib/judging/ratings/fragility"
import type { ModelRating } from "@/lib/judging/ratings/rank"
import type { QuestionRatings } from "@/lib/judging/ratings/ratings"
import { type RatingState, stateRule } from "@/lib/judging/ratings/state"
import { dollars } from "@/lib/spend/rules"

/** A finding: what leads is said stronger, the rest explains it. */
export type Finding = { lead: string; rest: string }

/** "$0.084": micro-dollars a second, three decimals. */
export function rateWords(microsPerSecond: number): string {
  return `$${(microsPerSecond / 1_000_000).toFixed(3)}`
}

/** "54 %" of a share. */
export function percentWords(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** Of live charges for which nothing was finished. */
export function inVainWords(micros: number): string {
  return `${dollars(micros)} charged live, nothing finished`
}

export const stateNames = {
  not_enough: "Not enough",
  preliminary: "Preliminary",
  settled: "Settled",
} satisfies Record<RatingState["word"], string>

/** How far a table may be trusted, and how many ballots more would change that. */
export function stateFinding({ word, reasons, missing }: RatingState): Finding {
  const more =
    missing === undefined
      ? word === "preliminary"
        ? "More ballots alone are not likely to settle it soon."
        : ""
      : missing.until === "enough"
        ? `At least ${plural(missing.ballots, "more ballot", "more ballots")} until the figures mean something.`
        : `About ${plural(missing.ballots, "more ballot", "more ballots")} should settle it, if the ratings stay as they are.`
  return { lead: `${stateNames[word]}.`, rest: [...reasons, more].filter(Boolean).join(" ") }
}

/** Who is first, alone or with whom. */
export function firstFinding(ratings: readonly ModelRating[]): Finding {
  const first = ratings.filter(({ rank }) => rank === 1).map(({ model }) => model)
  if (first.length === ratings.length && first.length > 1)
    return { lead: "No model is ahead of another for sure.", rest: "All intervals overlap with the best one's." }
  if (first.length > 1) return { lead: `${listNames(first)} share first place.`, rest: "Their intervals overlap." }
  return { lead: `${first[0] ?? "Nobody"} is first.`, rest: "Its whole interval lies above every other model's." }
}

/** Which pairs the ballots tell apart after Holm's correction, by winner in the order of the table. */
export function pairFinding(pairs: readonly PairCall[], ratings: readonly ModelRating[]): Finding {
  const beaten = ratings.flatMap(({ model }): [string, string[]][] => {
    const own = pairs.filter(({ winner }) => winner === model).map(({ first, second }) => (first === model ? second : first))
    const inOrder = ratings.flatMap((line) => (own.includes(line.model) ? [line.model] : []))
    return inOrder.length > 0 ? [[model, inOrder]] : []
  })
  const called = pairs.filter(({ winner }) => winner !== undefined).length
  const lead = `${called} of ${plural(pairs.length, "pair")} can be called.`
  if (called === 0) return { lead, rest: "No two models can be told apart at 5 % after Holm's correction." }
  const sentences = beaten.map(([winner, losers]) => `${winner} is better than ${listNames(losers)}.`)
  return { lead, rest: `${sentences.join(" ")} At 5 %, after Holm's correction.` }
}

/** Whether one or two ballots carry the first place, and whose they are. */
export function fragilityFinding({ first, change }: Fragility): Finding {
  if (!change)
    return { lead: "First place does not hang on two ballots.", rest: `Without any one or two, ${first} stays highest.` }
  const which = change.without.map(({ rater, shot }: Ballot) => `${rater}'s ballot on “${shot}”`)
  return {
    lead: `First place hangs on ${change.without.length === 1 ? "one ballot" : "two ballots"}.`,
    rest: `Without ${listNames(which)}, ${change.first} would be highest instead of ${first}.`,
  }
}

/** What the ballots of one table say, in the order in which it should be read. */
export function findingsOf({ ratings, state, pairs, fragility }: QuestionRatings): Finding[] {
  if (state.word === "not_enough") return [stateFinding(state)]
  return [firstFinding(ratings), stateFinding(state), pairFinding(pairs, ratings), fragilityFinding(fragility)]
}

/** What a filled point is and a hollow one, as printed under the chart. */
export const pointRule = `Filled: ${stateRule.settledBallotsPerModel} ballots or more from two people or more. Hollow and dashed: fewer, preliminary.`

/** Whether a model's point is drawn filled, by `pointRule`. */
export function isFirm(line: ModelRating, { state }: Pick<QuestionRatings, "state">, judges: number): boolean {
  return state.word !== "not_enough" && line.ballots >= stateRule.settledBallotsPerModel && judges >= stateRule.settledRaters
}

/** Krippendorff's alpha in words, with the marks that its author sets (2004: 0.8 to rely on, 0.667 for tentative conclusions). */
export function agreementWords(alpha: number | undefined): string {
  if (alpha === undefined) return "Not measured: no pair was answered by two people, or everybody always said the same."
  const figure = `Krippendorff's alpha ${alpha.toFixed(2)}.`
  if (alpha >= 0.8) return `The judges agree: ${figure}`
  if (alpha >= 0.667) return `The judges mostly agree: ${figure}`
  if (alpha >= 0.3) return `The judges agree in part: ${figure} Tastes differ, or the takes are close.`
  if (alpha > 0.05) return `The judges hardly agree: ${figure} Tastes differ, or the takes are close.`
  return `The judges agree no more than chance would: ${figure}`
}
