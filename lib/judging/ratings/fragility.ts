import type { Ballot } from "@/lib/judging/ratings/ballot"
import type { Estimate } from "@/lib/judging/ratings/estimate"
import { chance, fitAbilities, information } from "@/lib/judging/ratings/fit"
import { add, at, inverse } from "@/lib/judging/ratings/matrix"

export type Fragility = {
  /** The highest rating of all ballots. */
  first: string
  /** One ballot, or two, without which another model would have it; undefined when no two change that. */
  change: { without: readonly Ballot[]; first: string } | undefined
}

const kindsTried = 6
/** Logits; closer than this is level, and takes no first place away. */
const level = 1e-4

/**
 * Looks for the one or two ballots whose removal changes the first place. Ballots of the same pair, outcome and weight are
 * alike. For each rival the kinds that hold it down most are found by their influence on the distance to the first,
 * −x'H⁻¹s, and then every one and two of these are truly left out and fitted again. (After Broderick, Giordano & Meager
 * 2020, arXiv:2011.14999; Huang et al. 2025, arXiv:2508.11847, on arenas, where two ballots in tens of thousands did it.)
 */
export function fragilityOf(estimate: Estimate): Fragility {
  const { tally, abilities } = estimate
  const top = highest(abilities)
  const first = tally.models[top] ?? ""
  const kinds = kindsOf(estimate)
  const removals = tally.models
    .flatMap((_, rival) => (rival === top ? [] : removalsAgainst(estimate, kinds, top, rival)))
    .sort((a, b) => a.length - b.length)
  const tried = new Set<string>()
  for (const removed of removals) {
    const key = removed.join(" ")
    if (tried.has(key)) continue
    tried.add(key)
    const fit = fitWithout(estimate, removed)
    const winner = highest(fit)
    if (at(fit, winner) - at(fit, top) < level) continue
    return { first, change: { without: removed.flatMap((i) => tally.ballots[i] ?? []), first: tally.models[winner] ?? "" } }
  }
  return { first, change: undefined }
}

/** Ballots that count alike, as places in the tally. */
function kindsOf({ tally }: Estimate): number[][] {
  const kinds = new Map<string, number[]>()
  for (const i of tally.ballots.keys()) {
    const key = [tally.pair[i], tally.points[i], tally.weight[i]].join(" ")
    const kind = kinds.get(key)
    if (kind) kind.push(i)
    else kinds.set(key, [i])
  }
  return [...kinds.values()]
}

/** The ones and twos among the kinds of ballots that speak most for the top against this rival. */
function removalsAgainst(
  { tally, totals, abilities, ridge }: Estimate,
  kinds: number[][],
  top: number,
  rival: number,
): number[][] {
  const size = abilities.length
  const bread = inverse(information(totals, abilities, ridge), size)
  const lead = Float64Array.from(abilities, (_, place) => at(bread, top * size + place) - at(bread, rival * size + place))
  const strongest = kinds
    .map((ballots) => {
      const i = ballots[0] ?? 0
      const [a, b] = tally.pairs[at(tally.pair, i)] ?? [0, 0]
      const score = at(tally.weight, i) * (at(tally.points, i) - chance(at(abilities, a), at(abilities, b)))
      return { ballots, gain: score * (at(lead, a) - at(lead, b)) }
    })
    .sort((one, other) => other.gain - one.gain)
    .slice(0, kindsTried)
    .filter(({ gain }) => gain > 0)
  const pool = strongest.flatMap(({ ballots }) => ballots.slice(0, 2))
  return pool.flatMap((one, place) => [[one], ...pool.slice(place + 1).map((other) => [one, other].sort((x, y) => x - y))])
}

function fitWithout({ tally, totals, abilities, ridge }: Estimate, removed: readonly number[]): Float64Array {
  const [won, met] = [totals.won.slice(), totals.met.slice()]
  for (const i of removed) {
    add(met, at(tally.pair, i), -at(tally.weight, i))
    add(won, at(tally.pair, i), -at(tally.weight, i) * at(tally.points, i))
  }
  return fitAbilities({ ...totals, won, met }, ridge, abilities, 1e-6)
}

function highest(abilities: Float64Array): number {
  return abilities.reduce((best, ability, place) => (ability > at(abilities, best) ? place : best), 0)
}
