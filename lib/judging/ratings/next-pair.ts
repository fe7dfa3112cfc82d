import type { Ballot } from "@/lib/judging/ratings/ballot"
import { gainsOf, pairKey } from "@/lib/judging/ratings/information-gain"
import { type Random, randomFrom } from "@/lib/judging/ratings/random"

/** Two models' takes of one shot that may be shown. */
export type Matchup = { shot: string; models: readonly [string, string] }

/** A pair that was shown to a judge, in the order of showing; `probability` as nextPair gave it. */
export type Showing = { judge: string; shot: string; left: string; right: string; probability: number }

export type NextPair = Omit<Showing, "judge"> & {
  /** The same pair as once before for this judge, with the sides changed: it checks the judge. */
  isRepeat: boolean
}

export type PairingSettings = {
  /** Every pair of models meets so often before information counts. */
  evenMeetings: number
  /** Share of showings that repeat an earlier one with the sides changed. */
  repeatShare: number
  /** A pair returns after so many others at the soonest. */
  repeatAfter: number
}

export const usualPairing: PairingSettings = { evenMeetings: 4, repeatShare: 0.1, repeatAfter: 6 }

/** While information counts, half of the chance stays even over all pairs: no weight exceeds twice the even one. */
const evenShare = 0.5
export type PairingInput = {
  seed: string
  judge: string
  matchups: readonly Matchup[]
  /** All judges' showings of the session so far. */
  shown: readonly Showing[]
  /** The ballots so far, of all questions; abilities for the draw are fitted over them together and shown to nobody. */
  ballots: readonly Pick<Ballot, "left" | "right" | "outcome">[]
  settings?: PairingSettings
}

/**
 * The next pair for a judge, or undefined when they have seen every matchup. First pairs of models that met least, evenly;
 * when each has met evenMeetings times, a pair is drawn by what one more ballot is expected to tell, p(1 − p)·x'H⁻¹x
 * (the first-order gain in log det of the information: Chernoff 1972; the draw after Chiang et al. 2024, arXiv:2403.04132).
 * `probability` is the chance that this pair of models came, over all pairs; 1/probability weighs its ballots. Left and
 * right are tossed per judge and matchup. The same input gives the same pair.
 */
export function nextPair(input: PairingInput): NextPair | undefined {
  const { seed, judge, matchups, shown, settings = usualPairing } = input
  const own = shown.filter((showing) => showing.judge === judge)
  const random = randomFrom(seed, judge, own.length)
  const repeat = own.length > 0 && random() < settings.repeatShare ? repeatFor(own, settings.repeatAfter, random) : undefined
  if (repeat) return repeat
  const seen = new Set(own.map(({ shot, left, right }) => keyOf(shot, left, right)))
  const open = matchups.filter(({ shot, models }) => !seen.has(keyOf(shot, ...models)))
  const pairs = pairsOf(matchups)
  const chances = chancesOf(pairs, input, settings)
  const openPairs = [...pairsOf(open).keys()]
  const drawn = draw(openPairs, (pair) => chances.get(pair)?.draw ?? 0, random)
  if (drawn === undefined) return undefined
  const matchup = leastShown(
    open.filter(({ models }) => pairKey(...models) === drawn),
    shown,
    random,
  )
  if (!matchup) return undefined
  const [left, right] = sides(matchup, randomFrom(seed, judge, keyOf(matchup.shot, ...matchup.models)))
  return { shot: matchup.shot, left, right, probability: chances.get(drawn)?.marginal ?? 0, isRepeat: false }
}

type Chances = Map<string, { draw: number; marginal: number }>

/** Even while some pair has met less than it should: then only the least met are drawn, which evens out to one in all. */
function chancesOf(
  pairs: ReadonlyMap<string, readonly [string, string]>,
  input: PairingInput,
  settings: PairingSettings,
): Chances {
  const met = new Map([...pairs.keys()].map((pair) => [pair, 0]))
  for (const { left, right } of input.shown) met.set(pairKey(left, right), (met.get(pairKey(left, right)) ?? 0) + 1)
  const even = 1 / pairs.size
  const least = Math.min(...met.values())
  if (least < settings.evenMeetings) {
    // What is open to this judge may be without the least met: then the next least, by a factor too small to matter else.
    return new Map([...pairs.keys()].map((pair) => [pair, { draw: 1e-9 ** ((met.get(pair) ?? 0) - least), marginal: even }]))
  }
  const gains = gainsOf(pairs, input.ballots)
  const total = [...gains.values()].reduce((sum, gain) => sum + gain, 0)
  return new Map(
    [...gains].map(([pair, gain]) => {
      const probability = evenShare * even + (1 - evenShare) * (gain / total)
      return [pair, { draw: probability, marginal: probability }]
    }),
  )
}

function repeatFor(own: readonly Showing[], after: number, random: Random): NextPair | undefined {
  const times = new Map<string, number>()
  for (const { shot, left, right } of own) times.set(keyOf(shot, left, right), (times.get(keyOf(shot, left, right)) ?? 0) + 1)
  const old = own
    .slice(0, Math.max(0, own.length - after))
    .filter(({ shot, left, right }) => times.get(keyOf(shot, left, right)) === 1)
  const chosen = old[Math.floor(random() * old.length)]
  return chosen
    ? { shot: chosen.shot, left: chosen.right, right: chosen.left, probability: chosen.probability, isRepeat: true }
    : undefined
}

/** Among the shots of one pair of models, those shown least with it, any of them. */
function leastShown(matchups: readonly Matchup[], shown: readonly Showing[], random: Random): Matchup | undefined {
  const times = ({ shot, models }: Matchup) =>
    shown.filter((showing) => keyOf(showing.shot, showing.left, showing.right) === keyOf(shot, ...models)).length
  const counted = matchups.map((matchup) => ({ matchup, count: times(matchup) }))
  const least = Math.min(...counted.map(({ count }) => count))
  const rarest = counted.filter(({ count }) => count === least)
  return rarest[Math.floor(random() * rarest.length)]?.matchup
}

function draw<T>(items: readonly T[], weightOf: (item: T) => number, random: Random): T | undefined {
  let left = random() * items.reduce((sum, item) => sum + weightOf(item), 0)
  return items.find((item) => (left -= weightOf(item)) < 0) ?? items.at(-1)
}

function sides({ models: [a, b] }: Matchup, random: Random): readonly [string, string] {
  return random() < 0.5 ? [a, b] : [b, a]
}

function pairsOf(matchups: readonly Matchup[]): Map<string, readonly [string, string]> {
  return new Map(matchups.map(({ models }) => [pairKey(...models), models]))
}

function keyOf(shot: string, one: string, other: string): string {
  return `${shot}\n${pairKey(one, other)}`
}
