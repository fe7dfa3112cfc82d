import { expect, test } from "vitest"
import {
  type Matchup,
  type NextPair,
  nextPair,
  type PairingInput,
  type Showing,
  usualPairing,
} from "@/lib/judging/ratings/next-pair"

const models = ["A", "B", "C", "D"]
const pairs = models.flatMap((one, i) => models.slice(i + 1).map((other) => [one, other] as const))
const matchups: Matchup[] = ["s1", "s2", "s3", "s4", "s5"].flatMap((shot) => pairs.map((pair) => ({ shot, models: pair })))
const noRepeats = { ...usualPairing, repeatShare: 0 }

test("every pair of models has met n times before any meets n + 1 times", () => {
  const shown = session({ showings: 24, settings: noRepeats })
  for (let round = 1; round <= 4; round++)
    expect([...meetings(shown.slice(0, 6 * round)).values()]).toEqual(Array(6).fill(round))
  expect(shown.map(({ probability }) => probability)).toEqual(Array(24).fill(1 / 6))
})

test("two judges together meet the pairs evenly, each with sides of their own", () => {
  const shown = session({ showings: 24, judges: ["ann", "bob"], settings: noRepeats })
  expect([...meetings(shown).values()]).toEqual(Array(6).fill(4))
  const sidesOf = (judge: string) => {
    const own = session({ showings: 30, judges: [judge], settings: noRepeats })
    return own.map(({ shot, left, right }) => `${shot} ${left}${right}`).sort()
  }
  expect(sidesOf("ann")).not.toEqual(sidesOf("bob"))
})

test("a judge sees each matchup once, then is done", () => {
  const shown = session({ showings: 40, settings: noRepeats })
  expect(shown).toHaveLength(30)
  expect(new Set(shown.map(({ shot, left, right }) => [shot, ...[left, right].sort()].join())).size).toBe(30)
})

test("after the even rounds a close pair is likelier than one that is decided, and the probabilities sum to 1", () => {
  const ballots = [
    ...Array.from({ length: 20 }, (_, i) => ({
      left: "A",
      right: "B",
      outcome: i % 2 ? ("left" as const) : ("right" as const),
    })),
    ...["A", "B"].flatMap((one) =>
      ["C", "D"].flatMap((other) => Array.from({ length: 20 }, () => ({ left: one, right: other, outcome: "left" as const }))),
    ),
  ]
  const shown = pairs.flatMap(([left, right]) =>
    Array.from({ length: 4 }, () => ({ judge: "others", shot: "s1", left, right, probability: 1 / 6 })),
  )
  const drawn = new Map<string, { times: number; probability: number }>()
  const draws = 600
  for (let i = 0; i < draws; i++) {
    const pair = required(nextPair({ seed: `seed ${i}`, judge: "ann", matchups, shown, ballots, settings: noRepeats }))
    const key = [pair.left, pair.right].sort().join("")
    drawn.set(key, { times: (drawn.get(key)?.times ?? 0) + 1, probability: pair.probability })
  }
  expect([...drawn.values()].reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10)
  for (const { times, probability } of drawn.values()) expect(Math.abs(times / draws - probability)).toBeLessThan(0.06)
  expect(drawn.get("CD")?.probability).toBeGreaterThan(drawn.get("AC")?.probability ?? 1)
  for (const { probability } of drawn.values()) expect(1 / 6 / probability).toBeLessThanOrEqual(2)
})

test("a share of pairs returns with the sides changed, not at once and only once", () => {
  const shown = session({ showings: 33, settings: { ...usualPairing, repeatShare: 0.3 } })
  const repeats = shown.filter(({ isRepeat }) => isRepeat)
  expect(repeats.length).toBeGreaterThan(3)
  for (const repeat of repeats) {
    const first = shown.findIndex(
      ({ shot, left, right }) => shot === repeat.shot && left === repeat.right && right === repeat.left,
    )
    expect(first).toBeGreaterThanOrEqual(0)
    expect(shown.indexOf(repeat) - first).toBeGreaterThanOrEqual(usualPairing.repeatAfter)
    expect(repeat.probability).toBe(shown[first]?.probability)
  }
  expect(new Set(repeats.map(({ shot, left, right }) => [shot, left, right].join())).size).toBe(repeats.length)
})

test("the same input gives the same pair; sides are even in the long run", () => {
  const input: PairingInput = { seed: "x", judge: "ann", matchups, shown: [], ballots: [] }
  expect(nextPair(input)).toEqual(nextPair(input))
  let lefts = 0
  for (let i = 0; i < 400; i++) {
    const { left, right } = required(nextPair({ ...input, seed: `x ${i}` }))
    if (left < right) lefts += 1
  }
  expect(Math.abs(lefts - 200)).toBeLessThan(50)
})

test("without matchups there is no pair", () => {
  expect(nextPair({ seed: "x", judge: "ann", matchups: [], shown: [], ballots: [] })).toBeUndefined()
})

type SessionOptions = { showings: number; judges?: string[]; settings: typeof usualPairing }

/** Judges take turns; everyone stops when nextPair has nothing more for them. */
function session({ showings, judges = ["ann"], settings }: SessionOptions): (Showing & NextPair)[] {
  const shown: (Showing & NextPair)[] = []
  for (let i = 0; i < showings; i++) {
    const judge = judges[i % judges.length] ?? "ann"
    const pair = nextPair({ seed: "a seed", judge, matchups, shown, ballots: [], settings })
    if (pair) shown.push({ judge, ...pair })
  }
  return shown
}

function meetings(shown: readonly Showing[]): Map<string, number> {
  const met = new Map<string, number>()
  for (const { left, right } of shown) {
    const key = [left, right].sort().join("")
    met.set(key, (met.get(key) ?? 0) + 1)
  }
  return met
}

function required(pair: NextPair | undefined): NextPair {
  if (!pair) throw new Error("There was no pair.")
  return pair
}
