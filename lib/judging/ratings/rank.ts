import { centreRating, pointsPerLogit } from "@/lib/judging/ratings/ballot"
import type { Estimate } from "@/lib/judging/ratings/estimate"
import { at } from "@/lib/judging/ratings/matrix"
import { quantileOfT } from "@/lib/judging/ratings/statistics"

/** One line of a table of ratings. low and high are the ends of a 95 % interval. */
export type ModelRating = {
  model: string
  rating: number
  low: number
  high: number
  rank: number
  /** How many ballots the model was in. */
  ballots: number
}

/** The models by lower bound, the best first, with shared ranks. */
export function rankModels(estimate: Estimate): ModelRating[] {
  const { tally, abilities } = estimate
  const counts = tally.models.map(() => 0)
  for (const pair of tally.pair) for (const place of tally.pairs[pair] ?? []) counts[place] = (counts[place] ?? 0) + 1
  const lines = tally.models.map((model, place) => {
    const { variance, degrees } = estimate.of([[place, 1]])
    const rating = centreRating + pointsPerLogit * at(abilities, place)
    const reach = pointsPerLogit * quantileOfT(0.05, degrees) * Math.sqrt(variance)
    return { model, rating, low: rating - reach, high: rating + reach, ballots: counts[place] ?? 0 }
  })
  return lines
    .map(({ ballots, ...line }) => ({ ...line, rank: rankOf(line, lines), ballots }))
    .sort((a, b) => b.low - a.low || (a.model < b.model ? -1 : 1))
}

/** 1 and as many more as are surely better: whose whole interval lies above this one's. Overlap with the best shares rank 1. */
function rankOf({ high }: { high: number }, lines: readonly { low: number }[]): number {
  return 1 + lines.filter(({ low }) => low > high).length
}
