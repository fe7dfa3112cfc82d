import { turnedOutcome, unitOf } from "@/lib/judging/ratings/agreement"
import type { Ballot } from "@/lib/judging/ratings/ballot"
import { fairCoinTest } from "@/lib/judging/ratings/statistics"

/** A ballot with how long the rater took from when both clips had played until the answer. */
export type TimedBallot = Ballot & { votedAfterSeconds: number }

export type RaterFlag = {
  kind: "left_bias" | "right_bias" | "too_fast" | "unsteady"
  /** One sentence with the figures, for the owner of the session. */
  reason: string
}

export type RaterCheck = {
  rater: string
  ballots: number
  /** Of the ballots that chose a side, the share that chose the left one, and how likely a fair coin strays as far. */
  leftShare: number | undefined
  leftP: number
  medianSeconds: number
  /** Of the pairs that came back swapped (same question), the share that got the same answer. */
  selfAgreement: number | undefined
  repeats: number
  flags: RaterFlag[]
}

/** When a rater is flagged. A flag leaves nobody out: a person decides that, and the report shows it. */
export const raterRules = {
  /** Sides are drawn at random, so a fair rater strays this far with this probability; at few ballots nothing is said. */
  sideBiasP: 0.01,
  leastSidedBallots: 20,
  /** Half of the answers faster than this after the clips have played are hardly judgements. */
  fastSeconds: 1,
  leastTimedBallots: 10,
  /** Answers at random among left, right and tie repeat themselves at a third; a careful rater stays above a half. */
  leastSelfAgreement: 0.5,
  leastRepeats: 5,
} as const

/** Checks each rater's ballots of a session (or of several) for a side they favour, haste, and answers that do not repeat. */
export function checkRaters(ballots: readonly TimedBallot[]): RaterCheck[] {
  const raters = [...new Set(ballots.map(({ rater }) => rater))].sort()
  return raters.map((rater) =>
    checkRater(
      rater,
      ballots.filter((ballot) => ballot.rater === rater),
    ),
  )
}

function checkRater(rater: string, ballots: readonly TimedBallot[]): RaterCheck {
  const sided = ballots.filter(({ outcome }) => outcome === "left" || outcome === "right")
  const lefts = sided.filter(({ outcome }) => outcome === "left").length
  const { same, repeats } = repeatsOf(ballots)
  const check = {
    rater,
    ballots: ballots.length,
    leftShare: sided.length > 0 ? lefts / sided.length : undefined,
    leftP: fairCoinTest(lefts, sided.length),
    medianSeconds: median(ballots.map(({ votedAfterSeconds }) => votedAfterSeconds)),
    selfAgreement: repeats > 0 ? same / repeats : undefined,
    repeats,
  }
  return { ...check, flags: flagsOf(check, lefts, sided.length, same) }
}

function flagsOf(check: Omit<RaterCheck, "flags">, lefts: number, sided: number, same: number): RaterFlag[] {
  const flags: RaterFlag[] = []
  if (sided >= raterRules.leastSidedBallots && check.leftP < raterRules.sideBiasP) {
    const side = lefts * 2 > sided ? "left" : "right"
    const count = side === "left" ? lefts : sided - lefts
    flags.push({
      kind: `${side}_bias`,
      reason: `Chose the ${side} side ${count} of ${sided} times; a fair coin strays so far with a probability ${chanceWords(check.leftP)}.`,
    })
  }
  if (check.ballots >= raterRules.leastTimedBallots && check.medianSeconds < raterRules.fastSeconds)
    flags.push({
      kind: "too_fast",
      reason: `Half of the answers came within ${check.medianSeconds.toFixed(1)} s of the clips' end.`,
    })
  if (check.repeats >= raterRules.leastRepeats && (check.selfAgreement ?? 1) < raterRules.leastSelfAgreement)
    flags.push({
      kind: "unsteady",
      reason: `Gave the same answer to ${same} of ${check.repeats} pairs that came back swapped.`,
    })
  return flags
}

/** "of 0.003"; what is as good as impossible is not told to a hundred digits. */
function chanceWords(p: number): string {
  return p < 1e-4 ? "below 0.0001" : `of ${p.toPrecision(1)}`
}

/** Pairs that one rater saw first one way round and later the other, per question; ballots in the order they were cast. */
function repeatsOf(ballots: readonly Ballot[]): { same: number; repeats: number } {
  const first = new Map<string, Ballot>()
  let same = 0
  let repeats = 0
  for (const ballot of ballots) {
    const key = `${ballot.question}\n${unitOf(ballot)}`
    const before = first.get(key)
    if (!before) first.set(key, ballot)
    else if (before.left !== ballot.left) {
      repeats += 1
      if (turnedOutcome(before) === turnedOutcome(ballot)) same += 1
    }
  }
  return { same, repeats }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
