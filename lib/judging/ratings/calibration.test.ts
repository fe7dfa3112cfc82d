import { expect, test, vi } from "vitest"
import { centreRating, pointsPerLogit } from "@/lib/judging/ratings/ballot"
import { callPairs } from "@/lib/judging/ratings/call-pairs"
import { estimateAbilities } from "@/lib/judging/ratings/estimate"
import { randomFrom } from "@/lib/judging/ratings/random"
import { rankModels } from "@/lib/judging/ratings/rank"
import { simulateTeam, someBallots, type Team } from "@/lib/judging/ratings/testing"

// Fifteen seconds alone; several times that beside a whole test run.
vi.setConfig({ testTimeout: 120_000 })

/** Sums to 0, so that the truth needs no centring. */
const fourModels = [0.9, 0.3, -0.3, -0.9]

test.each([
  { name: "by bootstrap, 120 ballots", runs: 2000, team: { abilities: fourModels, ballots: 120, raters: 4, shots: 6 } },
  { name: "by sandwich, 300 ballots", runs: 2000, team: { abilities: fourModels, ballots: 300, raters: 4, shots: 6 } },
])("the 95 % intervals hold the truth in 93 to 97 % of $runs runs: $name", ({ runs, team }) => {
  const coverage = coverageOf(team, runs)
  expect(coverage).toBeGreaterThanOrEqual(0.93)
  expect(coverage).toBeLessThanOrEqual(0.97)
})

test("where raters have tastes and shots have favourites, a team of eight keeps most of that", () => {
  const coverage = coverageOf({ abilities: [0, 0, 0, 0], ballots: 400, raters: 8, shots: 10, taste: 0.5 }, 300)
  expect(coverage).toBeGreaterThanOrEqual(0.91)
})

test.each([60, 240])(
  "of two equal models %i ballots call a winner in at most 5 % of 2000 runs, in pairs and in ranks",
  (ballots) => {
    const runs = 2000
    let called = 0
    let ranked = 0
    for (let run = 0; run < runs; run++) {
      const estimate = estimateAbilities(
        simulateTeam({ abilities: [0, 0], ballots, raters: 3, shots: 5 }, randomFrom("equal", ballots, run)),
      )
      if (callPairs(estimate).some(({ winner }) => winner !== undefined)) called += 1
      if (rankModels(estimate).some(({ rank }) => rank > 1)) ranked += 1
    }
    expect(called / runs).toBeLessThanOrEqual(0.05)
    expect(ranked / runs).toBeLessThanOrEqual(0.05)
  },
)

test("among six equal models some pair is called in at most 5 % of runs", () => {
  const runs = 500
  let called = 0
  for (let run = 0; run < runs; run++) {
    const team = { abilities: [0, 0, 0, 0, 0, 0], ballots: 300, raters: 4, shots: 5 }
    if (callPairs(estimateAbilities(simulateTeam(team, randomFrom("six", run)))).some(({ winner }) => winner !== undefined))
      called += 1
  }
  expect(called / runs).toBeLessThanOrEqual(0.05)
})

test("36 of 60 ballots for one model call no winner, 54 of 60 do", () => {
  const split = (wins: number) =>
    estimateAbilities([...someBallots(wins, { outcome: "left" }), ...someBallots(60 - wins, { outcome: "right" })])
  expect(callPairs(split(36))[0]?.winner).toBeUndefined()
  expect(rankModels(split(36)).map(({ rank }) => rank)).toEqual([1, 1])
  expect(callPairs(split(54))[0]?.winner).toBe("A")
  expect(rankModels(split(54)).map(({ model, rank }) => [model, rank])).toEqual([
    ["A", 1],
    ["B", 2],
  ])
})

/** Share of all models' intervals, over all runs, that hold the ability they were simulated with. */
function coverageOf(team: Team, runs: number): number {
  let held = 0
  let intervals = 0
  for (let run = 0; run < runs; run++)
    for (const { model, low, high } of rankModels(
      estimateAbilities(simulateTeam(team, randomFrom("cover", team.ballots, run))),
    )) {
      const truth = centreRating + pointsPerLogit * (team.abilities[Number(model.split(" ")[1])] ?? 0)
      intervals += 1
      if (low <= truth && truth <= high) held += 1
    }
  return held / intervals
}
