/** One answer to one question about one pair, as the report exports it and `npm run ratings` reads it. */
export type Ballot = {
  session: string
  question: string
  shot: string
  /** The model that was shown on the left, and the one on the right; never the same. */
  left: string
  right: string
  outcome: Outcome
  rater: string
  /** Above 0: one over the probability with which the pair was drawn, up to a common factor. 0 leaves the ballot out. */
  weight: number
}

export const outcomes = ["left", "right", "tie", "both_bad"] as const
export type Outcome = (typeof outcomes)[number]

/** What the left side wins by an outcome: 1, 0, or half for a tie and for two bad takes alike. */
export function pointsOfLeft(outcome: Outcome): number {
  if (outcome === "left") return 1
  return outcome === "right" ? 0 : 0.5
}

/** Ratings are 400 points for odds of ten to one, as in chess, and average 1000 over the models of one table. */
export const centreRating = 1000
export const pointsPerLogit = 400 / Math.LN10
