import { expect, test } from "vitest"
import { agreementBetweenRaters } from "@/lib/judging/ratings/agreement"
import type { Outcome } from "@/lib/judging/ratings/ballot"
import { checkRaters, type TimedBallot } from "@/lib/judging/ratings/rater-checks"
import { aBallot } from "@/lib/judging/ratings/testing"

test("a rater who mostly chooses the left side is flagged, with the figures", () => {
  const [check] = checkRaters(rounds(30, (i) => ({ outcome: i < 25 ? "left" : "right" })))
  expect(check).toMatchObject({ leftShare: 25 / 30, flags: [{ kind: "left_bias" }] })
  expect(check?.flags[0]?.reason).toBe(
    "Chose the left side 25 of 30 times; a fair coin strays so far with a probability of 0.0003.",
  )
  expect(checkRaters(rounds(30, (i) => ({ outcome: i < 19 ? "left" : "right" })))[0]?.flags).toEqual([])
  expect(checkRaters(rounds(30, () => ({ outcome: "right" })))[0]?.flags).toMatchObject([{ kind: "right_bias" }])
})

test("ten lefts of ten are too few to speak of a bias, and ties take no side", () => {
  expect(checkRaters(rounds(10, () => ({ outcome: "left" })))[0]?.flags).toEqual([])
  expect(checkRaters(rounds(40, () => ({ outcome: "tie" })))[0]).toMatchObject({ leftShare: undefined, flags: [] })
})

test("haste is flagged by the median, so that one long pause hides nothing", () => {
  const hasty = rounds(12, (i) => ({ outcome: i % 2 ? "left" : "right", votedAfterSeconds: i === 0 ? 300 : 0.4 }))
  expect(checkRaters(hasty)[0]).toMatchObject({ medianSeconds: 0.4, flags: [{ kind: "too_fast" }] })
})

test("answers to swapped repeats are compared by model, not by side", () => {
  const steady = rounds(6, (i) => ({ shot: `shot ${i}`, outcome: "left" })).flatMap((ballot) => [
    ballot,
    swapped(ballot, "right"),
  ])
  expect(checkRaters(steady)[0]).toMatchObject({ repeats: 6, selfAgreement: 1, flags: [] })
  const unsteady = rounds(6, (i) => ({ shot: `shot ${i}`, outcome: "left" })).flatMap((ballot) => [
    ballot,
    swapped(ballot, "left"),
  ])
  expect(checkRaters(unsteady)[0]).toMatchObject({ repeats: 6, selfAgreement: 0, flags: [{ kind: "unsteady" }] })
})

test("raters are checked one by one", () => {
  const two = [...rounds(3, () => ({ rater: "bob" })), ...rounds(4, () => ({ rater: "ann" }))]
  expect(checkRaters(two).map(({ rater, ballots }) => [rater, ballots])).toEqual([
    ["ann", 4],
    ["bob", 3],
  ])
})

test("agreement between raters is per question, turns mirrored pairs, and is 1 for like minds", () => {
  const like = rounds(8, (i) => ({ shot: `shot ${i}`, outcome: i % 2 ? "left" : "right" })).flatMap((ballot) => [
    ballot,
    { ...swapped(ballot, ballot.outcome === "left" ? "right" : "left"), rater: "bob" },
    { ...ballot, question: "motion" },
    {
      ...ballot,
      question: "motion",
      rater: "bob",
      outcome: ballot.outcome === "left" ? ("right" as const) : ("left" as const),
    },
    { ...ballot, question: "alone" },
  ])
  const agreement = agreementBetweenRaters(like)
  expect(agreement.look).toBe(1)
  expect(agreement.motion).toBeLessThan(0)
  expect(agreement.alone).toBeUndefined()
})

test("tie and both bad agree in order, and differ by name", () => {
  const ballots = rounds(6, (i) => ({ shot: `shot ${i}`, outcome: i < 3 ? "left" : "tie" })).flatMap((ballot) => [
    ballot,
    { ...ballot, rater: "bob", outcome: ballot.outcome === "tie" ? ("both_bad" as const) : ballot.outcome },
  ])
  expect(agreementBetweenRaters(ballots, "ordinal").look).toBe(1)
  expect(agreementBetweenRaters(ballots, "nominal").look).toBeLessThan(1)
})

function rounds(count: number, given: (i: number) => Partial<TimedBallot>): TimedBallot[] {
  return Array.from({ length: count }, (_, i) => ({ ...aBallot({ shot: `shot ${i}` }), votedAfterSeconds: 6, ...given(i) }))
}

function swapped(ballot: TimedBallot, outcome: Outcome): TimedBallot {
  return { ...ballot, left: ballot.right, right: ballot.left, outcome }
}
