import type { Ballot, Outcome } from "@/lib/judging/ratings/ballot"

export type Scale = "nominal" | "ordinal"

/** What several raters said of one unit, as places on the scale; missing answers are just not there. */
export type Unit = readonly number[]

/**
 * Krippendorff's alpha, 1 for full agreement, 0 for what chance would give, below 0 for less: 1 − D_observed / D_expected
 * from the coincidences within units that have two answers or more. Undefined without such a unit, or when all answers
 * are the same. On the ordinal scale two values are as far apart as there are answers between them, half of both ends
 * counted, squared. (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", repository.upenn.edu/asc_papers/43.)
 */
export function krippendorffAlpha(units: readonly Unit[], scale: Scale): number | undefined {
  const usable = units.filter((unit) => unit.length > 1)
  const values = [...new Set(usable.flat())].sort((a, b) => a - b)
  if (values.length < 2) return undefined
  const counts = values.map((value) => usable.flat().filter((given) => given === value).length)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const placeOf = new Map(values.map((value, place) => [value, place]))
  const distance = (a: number, b: number) => (scale === "nominal" ? Number(a !== b) : ordinalDistance(counts, a, b))
  let observed = 0
  for (const unit of usable) {
    const places = unit.map((value) => placeOf.get(value) ?? 0)
    for (const a of places) for (const b of places) observed += distance(a, b) / (unit.length - 1)
  }
  let expected = 0
  for (const [a, countA] of counts.entries())
    for (const [b, countB] of counts.entries()) expected += (countA * countB * distance(a, b)) / (total - 1)
  return 1 - observed / expected
}

function ordinalDistance(counts: readonly number[], a: number, b: number): number {
  if (a === b) return 0
  const [low, high] = [Math.min(a, b), Math.max(a, b)]
  const between = counts.slice(low, high + 1).reduce((sum, count) => sum + count, 0)
  return (between - ((counts[low] ?? 0) + (counts[high] ?? 0)) / 2) ** 2
}

/**
 * Alpha between raters, per question: a unit is one pair of models at one shot of a session, turned so that the side a model
 * stood on does not matter; a rater who saw it twice answers with the first. Ordinal by default (one model / neither / the
 * other), where "tie" and "both bad" both mean neither; on the nominal scale the two differ. Left-out ballots (weight 0) count.
 */
export function agreementBetweenRaters(
  ballots: readonly Ballot[],
  scale: Scale = "ordinal",
): Record<string, number | undefined> {
  const questions = [...new Set(ballots.map(({ question }) => question))]
  return Object.fromEntries(
    questions.map((question) => {
      const units = new Map<string, Map<string, number>>()
      for (const ballot of ballots) {
        if (ballot.question !== question) continue
        const answers = units.get(unitOf(ballot)) ?? new Map<string, number>()
        if (!answers.has(ballot.rater)) answers.set(ballot.rater, answerOf(ballot, scale))
        units.set(unitOf(ballot), answers)
      }
      return [
        question,
        krippendorffAlpha(
          [...units.values()].map((answers) => [...answers.values()]),
          scale,
        ),
      ]
    }),
  )
}

/** The same for a pair and its mirror image. */
export function unitOf({ session, shot, left, right }: Ballot): string {
  return [session, shot, ...[left, right].sort()].join("\n")
}

/** The outcome as it would be with the two models in alphabetical order. */
export function turnedOutcome({ left, right, outcome }: Ballot): Outcome {
  if (left < right || (outcome !== "left" && outcome !== "right")) return outcome
  return outcome === "left" ? "right" : "left"
}

function answerOf(ballot: Ballot, scale: Scale): number {
  const places: Record<Outcome, number> = { left: 0, tie: 1, both_bad: scale === "nominal" ? 3 : 1, right: 2 }
  return places[turnedOutcome(ballot)]
}
