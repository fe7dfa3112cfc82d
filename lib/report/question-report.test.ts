import { expect, test } from "vitest"
import type { CountedBallot } from "@/lib/arena/schema"
import type { Ballot } from "@/lib/judging/ratings/ballot"
import { randomFrom } from "@/lib/judging/ratings/random"
import { simulateTeam } from "@/lib/judging/ratings/testing"
import type { CostLine } from "@/lib/report/cost"
import { questionReport } from "@/lib/report/question-report"

const everything = { tag: null, mode: null }
const team = { abilities: [1.2, 0, -1.2], raters: 3, shots: 5 }
const none = { picked: 0, takesPerPick: null, costPerPickMicros: null, chargedInVainMicros: 0, time: null, versions: null }
const costs = [0, 1, 2].map(
  (place): CostLine => ({ model: `model ${place}`, isListPrice: false, perSecondMicros: 100_000 + place, takes: 1, ...none }),
)

test("with enough ballots points are firm and the front is drawn; with few it is neither", () => {
  const many = questionReport(counted(simulateTeam({ ...team, ballots: 240 }, randomFrom("many"))), "look", everything, costs)
  expect(many.table?.lines.map(({ isFirm, note }) => [isFirm, note])).toEqual(Array(3).fill([true, null]))
  expect(many.front.find(({ isOnFront }) => isOnFront)?.model).toBe("model 0")
  expect([many.judges, many.shots]).toEqual([3, 5])
  const few = questionReport(counted(simulateTeam({ ...team, ballots: 9 }, randomFrom("few"))), "look", everything, costs)
  expect(few.table?.lines.every(({ isFirm, note }) => !isFirm && note === "not enough ballots")).toBe(true)
  expect(few.front).toEqual([])
})

test("one person's ballots are preliminary, however many", () => {
  const one = simulateTeam({ ...team, raters: 1, ballots: 240 }, randomFrom("one"))
  const { table } = questionReport(counted(one), "look", everything, costs)
  expect(table?.lines.map(({ note }) => note)).toEqual(Array(3).fill("preliminary"))
})

test("a model without a known price is in the table and not in the front", () => {
  const ballots = counted(simulateTeam({ ...team, ballots: 240 }, randomFrom("many")))
  const { table, front } = questionReport(ballots, "look", everything, costs.slice(1))
  expect([table?.lines.length, front.length]).toEqual([3, 2])
})

test("without a ballot there is no table, and nothing is said", () => {
  expect(questionReport([], "look", everything, costs)).toMatchObject({ table: null, findings: [], front: [], matrix: [] })
})

function counted(ballots: readonly Ballot[]): CountedBallot[] {
  return ballots.map((ballot) => ({
    ...ballot,
    ...{ votedAfterSeconds: 2, id: "", sessionId: "s", showingId: "", judgeId: ballot.rater, judgeName: ballot.rater },
    ...{ projectId: "p", shotId: ballot.shot, shotName: ballot.shot, tags: [], mode: "text_to_video", withAudio: false },
    ...{ isRepeat: false, isLeftOut: false, isCorrection: false, leftTakeId: "", rightTakeId: "", votedAt: "" },
  }))
}
