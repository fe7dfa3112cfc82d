import { pointsPerLogit } from "@/lib/judging/ratings/ballot"
import type { Estimate } from "@/lib/judging/ratings/estimate"
import { holm } from "@/lib/judging/ratings/holm"
import { at } from "@/lib/judging/ratings/matrix"
import { quantileOfT, tailOfT } from "@/lib/judging/ratings/statistics"

export type PairCall = {
  first: string
  second: string
  /** first − second in points, with its own 95 % interval (not adjusted). */
  difference: number
  low: number
  high: number
  /** Two-sided, for "they are equal"; the second after Holm over all pairs of the question. */
  p: number
  adjustedP: number
  /** Said only when adjustedP is below the level. */
  winner: string | undefined
}

/** Every pair of models of one question, called where the ballots tell them apart after Holm's correction. */
export function callPairs(estimate: Estimate, level = 0.05): PairCall[] {
  const { models } = estimate.tally
  const pairs = models.flatMap((first, a) => models.slice(a + 1).map((second, b) => ({ first, second, a, b: a + 1 + b })))
  const tests = pairs.map(({ a, b }) => {
    const { variance, degrees } = estimate.of([
      [a, 1],
      [b, -1],
    ])
    const difference = at(estimate.abilities, a) - at(estimate.abilities, b)
    const error = Math.sqrt(variance)
    return { difference, reach: quantileOfT(0.05, degrees) * error, p: tailOfT(difference / error, degrees) }
  })
  const adjusted = holm(tests.map(({ p }) => p))
  return pairs.flatMap(({ first, second }, i) => {
    const test = tests[i]
    if (!test) return []
    const adjustedP = adjusted[i] ?? 1
    return {
      first,
      second,
      difference: pointsPerLogit * test.difference,
      low: pointsPerLogit * (test.difference - test.reach),
      high: pointsPerLogit * (test.difference + test.reach),
      p: test.p,
      adjustedP,
      winner: adjustedP < level ? (test.difference > 0 ? first : second) : undefined,
    }
  })
}
