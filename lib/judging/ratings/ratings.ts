import type { Ballot } from "@/lib/judging/ratings/ballot"
import { callPairs, type PairCall } from "@/lib/judging/ratings/call-pairs"
import { type Estimate, estimateAbilities } from "@/lib/judging/ratings/estimate"
import { type Fragility, fragilityOf } from "@/lib/judging/ratings/fragility"
import { type ModelRating, rankModels } from "@/lib/judging/ratings/rank"
import { effectiveNumber } from "@/lib/judging/ratings/spread"
import { type RatingState, stateOf } from "@/lib/judging/ratings/state"

/** The table of one question, or of one group of shots within it. */
export type QuestionRatings = {
  question: string
  /** The tag or mode the table is of; undefined for all ballots of the question. */
  group: string | undefined
  ratings: ModelRating[]
  state: RatingState
  pairs: PairCall[]
  fragility: Fragility
  ballots: number
  /** As many equally weighted ballots would tell as much (Kish). */
  effectiveBallots: number
  method: Estimate["method"]
  /** 0 to 1: how much of the uncertainty comes with who judged, and with which shots. */
  sharedBy: { raters: number; shots: number }
}

/**
 * Rates the models of each question by itself, in the order in which questions first appear; there is no table over all
 * questions. With `groupsOf`, one table per question and group instead: a ballot counts in every group it is given (a shot
 * has several tags; a mode is one). Ballots of weight 0 are left out.
 */
export function rateBallots<T extends Ballot>(
  ballots: readonly T[],
  groupsOf?: (ballot: T) => readonly string[],
): QuestionRatings[] {
  const tables = new Map<string, { question: string; group: string | undefined; ballots: T[] }>()
  for (const ballot of ballots) {
    if (!(ballot.weight > 0)) continue
    for (const group of groupsOf ? new Set(groupsOf(ballot)) : [undefined]) {
      const key = JSON.stringify([ballot.question, group])
      const table = tables.get(key)
      if (table) table.ballots.push(ballot)
      else tables.set(key, { question: ballot.question, group, ballots: [ballot] })
    }
  }
  return [...tables.values()].map(({ question, group, ballots: own }) => ({ question, group, ...rate(own) }))
}

function rate(ballots: readonly Ballot[]): Omit<QuestionRatings, "question" | "group"> {
  const estimate = estimateAbilities(ballots)
  const ratings = rankModels(estimate)
  const fragility = fragilityOf(estimate)
  return {
    ratings,
    state: stateOf(estimate, ratings, fragility),
    pairs: callPairs(estimate),
    fragility,
    ballots: estimate.tally.ballots.length,
    effectiveBallots: effectiveNumber(estimate.tally.weight),
    method: estimate.method,
    sharedBy: { raters: estimate.spread.raters.share, shots: estimate.spread.shots.share },
  }
}
