import { describe, expect, it } from "vitest"
import { randomFrom } from "@/lib/judging/ratings/random"
import { rateBallots } from "@/lib/judging/ratings/ratings"
import { aBallot, simulateTeam, someBallots } from "@/lib/judging/ratings/testing"
import { ballotsByKind, type PolicyBallot, rateStanding } from "@/lib/policies/rate-standings"

const about = (ballot: ReturnType<typeof aBallot>, change: Partial<PolicyBallot> = {}): PolicyBallot => ({
  ...ballot,
  ...{ mode: "text_to_video", tags: [], made: "live" },
  ...change,
})
const simulated = (seed: string, question = "look") =>
  simulateTeam({ abilities: [0, 0.5, 1], ballots: 90, raters: 3, shots: 5 }, randomFrom(seed)).map((ballot) =>
    about({ ...ballot, question }),
  )

describe("what a team's ballots say", () => {
  it("is each model's mean of bounds over the questions, as the ratings of each question have them", () => {
    const ballots = [...simulated("one", "look"), ...simulated("two", "motion")]
    const standing = rateStanding(ballots)
    const tables = rateBallots(ballots)
    const lows = tables.map(({ ratings }) => ratings.find(({ model }) => model === "model 2")?.low ?? Number.NaN)
    expect(standing).toMatchObject({ ballots: 180, missing: 0 })
    expect(standing.models["model 2"]?.questions).toBe(2)
    expect(standing.models["model 2"]?.low).toBeCloseTo(((lows[0] ?? 0) + (lows[1] ?? 0)) / 2, 0)
  })

  it("is nothing while every model has fewer than ten ballots, and says how many are missing", () => {
    expect(rateStanding(someBallots(4, {}).map((ballot) => about(ballot)))).toEqual({ ballots: 4, missing: 6, models: {} })
  })

  it("is nothing while one has won everything: nothing bounds how much better it is", () => {
    const standing = rateStanding(someBallots(20, { outcome: "left" }).map((ballot) => about(ballot)))
    expect(standing.models).toEqual({})
    expect(standing.missing).toBeGreaterThan(0)
  })

  it("does not fall silent because of a newcomer with three ballots", () => {
    const known = simulated("one")
    const newcomer = someBallots(3, { left: "newcomer", right: "model 1" }).map((ballot) => about(ballot))
    expect(rateStanding([...known, ...newcomer])).toEqual(rateStanding(known))
  })
})

describe("kinds of shots", () => {
  const keys = (change: Partial<PolicyBallot>) => [...ballotsByKind([about(aBallot(), change)]).keys()]

  it("are all and each tag, of any mode and of the ballot's own", () => {
    expect(keys({ tags: ["physics"] })).toEqual([
      "live all any",
      "live all text_to_video",
      "live physics any",
      "live physics text_to_video",
    ])
    expect(keys({ mode: "mixed", made: "sandbox" })).toEqual(["sandbox all any"])
  })

  it("hold no ballot that was left out", () => {
    expect(keys({ weight: 0 })).toEqual([])
  })
})
