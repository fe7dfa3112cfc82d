import type { Ballot } from "@/lib/judging/ratings/ballot"
import { bootstrapCovariance } from "@/lib/judging/ratings/bootstrap"
import { fitAbilities, smallRidge, type Totals } from "@/lib/judging/ratings/fit"
import { add, at } from "@/lib/judging/ratings/matrix"
import { randomFrom } from "@/lib/judging/ratings/random"
import { quadratic, type Spread, spreadOf } from "@/lib/judging/ratings/spread"
import { type Tally, tallyBallots } from "@/lib/judging/ratings/tally"
import { everyoneIsBeatable } from "@/lib/judging/ratings/win-graph"

/** Below so many ballots the bootstrap stands beside the sandwich. */
export const ballotsForSandwichAlone = 200
/** The standard deviation of so many draws is within 5 % of that of all. */
const drawsOfBootstrap = 200

/** Abilities of the models of one question, in logits around 0, and how sure they are. */
export type Estimate = {
  readonly tally: Tally
  readonly totals: Totals
  readonly ridge: number
  readonly abilities: Float64Array
  readonly method: "sandwich" | "bootstrap"
  readonly spread: Spread
  /** Some model, or group of models, won or lost everything against the rest: only the ridge keeps it finite. */
  readonly isSeparated: boolean
  /** The variance of Σ contrast·ability (places in tally.models), and the degrees of freedom of its t. */
  of(contrast: readonly [number, number][]): { variance: number; degrees: number }
}

/**
 * Fits all ballots given: pass those of one question. With fewer than 200 the wider of sandwich and bootstrap holds, since
 * each is now and then too narrow on little data. Where a model has won or lost everything both vanish (no ballot surprises),
 * and the inverse information, which grows there, holds if it is wider. The same ballots and seed give the same numbers.
 */
export function estimateAbilities(ballots: readonly Ballot[], { ridge = smallRidge, seed = "ratings" } = {}): Estimate {
  const tally = tallyBallots(ballots)
  const totals = totalsOf(tally)
  const abilities = fitAbilities(totals, ridge)
  const spread = spreadOf(tally, totals, abilities, ridge)
  const method = tally.ballots.length < ballotsForSandwichAlone ? "bootstrap" : "sandwich"
  const draws =
    method === "bootstrap"
      ? bootstrapCovariance(tally, abilities, spread, { draws: drawsOfBootstrap, ridge, random: randomFrom(seed) })
      : undefined
  const isSeparated = !everyoneIsBeatable(totals)
  return {
    tally,
    totals,
    ridge,
    abilities,
    method,
    spread,
    isSeparated,
    of: (contrast) => {
      const { variance, degrees } = spread.of(contrast)
      const others = [draws, isSeparated ? spread.bread : undefined].map((matrix) =>
        matrix ? quadratic(matrix, abilities.length, contrast) : 0,
      )
      return { variance: Math.max(variance, ...others), degrees }
    },
  }
}

/** What each pair has won and how often it met, in weighted ballots. */
export function totalsOf({ models, pairs, pair, points, weight }: Tally): Totals {
  const won = new Float64Array(pairs.length)
  const met = new Float64Array(pairs.length)
  for (let i = 0; i < pair.length; i++) {
    add(met, at(pair, i), at(weight, i))
    add(won, at(pair, i), at(weight, i) * at(points, i))
  }
  return { models: models.length, pairs, won, met }
}
