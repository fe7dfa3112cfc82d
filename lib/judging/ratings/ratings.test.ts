import { expect, test } from "vitest"
import type { Ballot, outcomes } from "@/lib/judging/ratings/ballot"
import { callPairs } from "@/lib/judging/ratings/call-pairs"
import { type Estimate, estimateAbilities, totalsOf } from "@/lib/judging/ratings/estimate"
import { fitAbilities } from "@/lib/judging/ratings/fit"
import { fragilityOf } from "@/lib/judging/ratings/fragility"
import { holm } from "@/lib/judging/ratings/holm"
import { randomFrom } from "@/lib/judging/ratings/random"
import { rankModels } from "@/lib/judging/ratings/rank"
import { rateBallots } from "@/lib/judging/ratings/ratings"
import { aBallot, simulateTeam, someBallots } from "@/lib/judging/ratings/testing"

const threeModels = [...duel("A", "B", 20, 10), ...duel("A", "C", 25, 5), ...duel("B", "C", 18, 12)]

test("ratings average 1000, and 400 points are odds of ten to one", () => {
  const [table] = rateBallots(threeModels)
  const mean = (table?.ratings ?? []).reduce((sum, { rating }) => sum + rating, 0) / 3
  expect(mean).toBeCloseTo(1000, 6)
  const [tenToOne] = rateBallots(duel("A", "B", 1000, 100))
  const [first, second] = tenToOne?.ratings ?? []
  expect((first?.rating ?? 0) - (second?.rating ?? 0)).toBeCloseTo(400, 0)
})

test("the order of the ballots, and which side a model stood on, change no rating", () => {
  const turned = threeModels.map((ballot) => mirrored(ballot)).reverse()
  expect(rateBallots(threeModels.toReversed())).toEqual(rateBallots(threeModels))
  const [before, after] = [rankModels(estimateAbilities(threeModels)), rankModels(estimateAbilities(turned))]
  for (const line of before) expect(after.find(({ model }) => model === line.model)?.rating).toBeCloseTo(line.rating, 6)
})

test.each(["tie", "both_bad"] as const)("a %s is half a win for each", (outcome) => {
  const halves = rankModels(estimateAbilities([...duel("A", "B", 20, 10), ...someBallots(10, { outcome })]))
  const wholes = rankModels(estimateAbilities(duel("A", "B", 25, 15)))
  expect(halves.map(({ rating }) => rating)).toEqual(wholes.map(({ rating }) => expect.closeTo(rating, 6)))
  expect(width(halves[0])).toBeLessThan(width(wholes[0]))
})

test("a ballot of weight 3 moves the ratings like three, and a common factor changes nothing", () => {
  const heavy = [...someBallots(10, { outcome: "left", weight: 3 }), ...someBallots(10, { outcome: "right" })]
  const ratingOf = (ballots: Ballot[]) => rankModels(estimateAbilities(ballots, { ridge: 1e-9 }))[0]?.rating ?? 0
  expect(ratingOf(heavy)).toBeCloseTo(ratingOf(duel("A", "B", 30, 10)), 4)
  expect(rankModels(estimateAbilities(heavy.map((ballot) => ({ ...ballot, weight: ballot.weight * 7 }))))).toEqual(
    rankModels(estimateAbilities(heavy)).map((line) => ({
      ...line,
      rating: expect.closeTo(line.rating, 6),
      low: expect.closeTo(line.low, 6),
      high: expect.closeTo(line.high, 6),
    })),
  )
})

test("ballots of weight 0 are left out, and only they", () => {
  const left = threeModels.map((ballot) => ({ ...ballot, left: "D", weight: 0 }))
  expect(rateBallots([...threeModels, ...left])).toEqual(rateBallots(threeModels))
})

test("each question has its own table, and each tag its own within it", () => {
  const motion = duel("A", "B", 5, 25).map((ballot) => ({ ...ballot, question: "motion" }))
  const all = [...duel("A", "B", 25, 5), ...motion]
  expect(rateBallots(all).map(({ question, ratings }) => [question, ratings[0]?.model])).toEqual([
    ["look", "A"],
    ["motion", "B"],
  ])
  const byTag = rateBallots(all, ({ shot }) => (shot === "shot 1" ? ["physics", "people"] : ["people"]))
  expect(byTag.map(({ question, group, ballots }) => [question, group, ballots])).toEqual([
    ["look", "people", 30],
    ["look", "physics", 6],
    ["motion", "people", 30],
    ["motion", "physics", 6],
  ])
})

test("models whose intervals overlap the best one's share rank 1; the list goes by lower bound", () => {
  const close = [...duel("A", "B", 32, 28), ...duel("A", "C", 55, 5), ...duel("B", "C", 55, 5)]
  const lines = rankModels(estimateAbilities(close))
  expect(lines.map(({ model, rank }) => [model, rank])).toEqual([
    ["A", 1],
    ["B", 1],
    ["C", 3],
  ])
  expect(lines.map(({ low }) => low)).toEqual(lines.map(({ low }) => low).toSorted((a, b) => b - a))
})

test("raters who each hold fast to their own taste widen the intervals", () => {
  const split = (raterOf: (i: number) => string) =>
    Array.from({ length: 240 }, (_, i) =>
      aBallot({ outcome: i % 240 < 140 ? "left" : "right", rater: raterOf(i), shot: `shot ${i % 7}` }),
    )
  const [even] = rankModels(estimateAbilities(split((i) => `rater ${i % 6}`)))
  const [torn] = rankModels(estimateAbilities(split((i) => `rater ${Math.floor(i / 40)}`)))
  expect(width(torn)).toBeGreaterThan(2 * width(even))
})

test("a model that won everything has a finite rating, and an interval that says how little that is", () => {
  const [first] = rankModels(estimateAbilities(someBallots(10, { outcome: "left" })))
  expect(first).toMatchObject({ model: "A", rank: 1 })
  expect(first?.high).toBeLessThan(3000)
  expect(width(first)).toBeGreaterThan(200)
})

test("few or one-sided ballots are not enough, and it says how many are missing at least", () => {
  const [few] = rateBallots(duel("A", "B", 4, 2))
  expect(few?.state).toMatchObject({ word: "not_enough", missing: { until: "enough", ballots: 4 } })
  const [won] = rateBallots(someBallots(30, { outcome: "left" }))
  expect(won?.state).toEqual({
    word: "not_enough",
    reasons: ["Some models won or lost everything against the others."],
    missing: { until: "enough", ballots: 1 },
  })
})

test("a shared first place is preliminary, a clear one settled", () => {
  const [close] = rateBallots(duel("A", "B", 22, 18))
  expect(close?.state.word).toBe("preliminary")
  expect(close?.state.reasons).toContain("First place is shared.")
  const [clear] = rateBallots(duel("A", "B", 54, 6))
  expect(clear?.state).toEqual({ word: "settled", reasons: [], missing: undefined })
  const [alone] = rateBallots(duel("A", "B", 54, 6).map((ballot) => ({ ...ballot, rater: "ann" })))
  expect(alone?.state.reasons).toEqual(["Only one person judged."])
})

test("names the two ballots without which another model would be first", () => {
  const { first, change } = fragilityOf(estimateAbilities(duel("A", "B", 11, 10)))
  expect(first).toBe("A")
  expect(change).toMatchObject({
    first: "B",
    without: [
      { left: "A", outcome: "left" },
      { left: "A", outcome: "left" },
    ],
  })
  expect(fragilityOf(estimateAbilities(duel("A", "B", 14, 10))).change).toBeUndefined()
})

test("no removal of two ballots that changes the first place is overlooked in small sessions", () => {
  let fragile = 0
  for (let run = 0; run < 40; run++) {
    const team = { abilities: [0.3, 0, -0.3], ballots: 24, raters: 2, shots: 3, ties: 0.2 }
    const estimate = estimateAbilities(simulateTeam(team, randomFrom("fragile", run)))
    const { first, change } = fragilityOf(estimate)
    const places = [...estimate.tally.ballots.keys()]
    const flips = places.some((one) => places.some((other) => leadWithout(estimate, first, [one, other]) < -1e-4))
    expect(change !== undefined).toBe(flips)
    if (flips) fragile += 1
  }
  expect(fragile).toBeGreaterThan(5)
  expect(fragile).toBeLessThan(35)
})

test("Holm's adjustment multiplies the smallest by all, the next by one less, and never turns the order", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02].map((p) => expect.closeTo(p, 10)))
  expect(holm([0.9, 0.8])).toEqual([1, 1])
})

test("a pair that alone would be called is not called among many", () => {
  const pair = duel("A", "B", 20, 8)
  expect(callPairs(estimateAbilities(pair))[0]?.winner).toBe("A")
  const others = ["C", "D", "E", "F"].flatMap((model) => [...duel("A", model, 14, 14), ...duel("B", model, 14, 14)])
  const call = callPairs(estimateAbilities([...pair, ...others])).find(({ first, second }) => first === "A" && second === "B")
  expect(call?.winner).toBeUndefined()
  expect(call?.adjustedP).toBeGreaterThan(call?.p ?? 1)
})

function duel(left: string, right: string, wins: number, losses: number): Ballot[] {
  return [...someBallots(wins, { left, right, outcome: "left" }), ...someBallots(losses, { left, right, outcome: "right" })]
}

function mirrored(ballot: Ballot): Ballot {
  const outcome = { left: "right", right: "left", tie: "tie", both_bad: "both_bad" } as const satisfies Record<
    (typeof outcomes)[number],
    string
  >
  return { ...ballot, left: ballot.right, right: ballot.left, outcome: outcome[ballot.outcome] }
}

/** The first's ability less the best of the others' without some ballots, in logits. */
function leadWithout({ tally, ridge }: Estimate, first: string, removed: readonly number[]): number {
  const weight = tally.weight.map((value, i) => (removed.includes(i) ? 0 : value))
  const abilities = [...fitAbilities(totalsOf({ ...tally, weight }), ridge)]
  const top = tally.models.indexOf(first)
  return (abilities[top] ?? 0) - Math.max(...abilities.filter((_, place) => place !== top))
}

function width(line: { low: number; high: number } | undefined): number {
  return (line?.high ?? 0) - (line?.low ?? 0)
}
