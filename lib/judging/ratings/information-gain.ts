import { type Ballot, pointsOfLeft } from "@/lib/judging/ratings/ballot"
import { chance, fitAbilities, information, type Totals } from "@/lib/judging/ratings/fit"
import { at, inverse } from "@/lib/judging/ratings/matrix"
import { quadratic } from "@/lib/judging/ratings/spread"

/** Stands for four ties of each model with an average one: early fits of a few ballots stay moderate. */
const calmRidge = 1

/** What one more ballot of each pair is expected to tell, under the fit of the ballots so far. */
export function gainsOf(
  pairs: ReadonlyMap<string, readonly [string, string]>,
  ballots: readonly Pick<Ballot, "left" | "right" | "outcome">[],
): Map<string, number> {
  const models = [...new Set([...pairs.values()].flat())].sort()
  const places = new Map(models.map((model, place) => [model, place]))
  const placed = [...pairs.values()].map(([a, b]) => [places.get(a) ?? 0, places.get(b) ?? 0] as const)
  const order = new Map([...pairs.keys()].map((pair, index) => [pair, index]))
  const totals: Totals = {
    models: models.length,
    pairs: placed,
    won: new Float64Array(pairs.size),
    met: new Float64Array(pairs.size),
  }
  for (const { left, right, outcome } of ballots) {
    const index = order.get(pairKey(left, right))
    const pair = pairs.get(pairKey(left, right))
    if (index === undefined || !pair) continue
    totals.met[index] = at(totals.met, index) + 1
    totals.won[index] = at(totals.won, index) + (pair[0] === left ? pointsOfLeft(outcome) : 1 - pointsOfLeft(outcome))
  }
  const abilities = fitAbilities(totals, calmRidge)
  const bread = inverse(information(totals, abilities, calmRidge), models.length)
  return new Map(
    [...pairs.keys()].map((pair, index) => {
      const [a, b] = placed[index] ?? [0, 0]
      const p = chance(at(abilities, a), at(abilities, b))
      const contrast: [number, number][] = [
        [a, 1],
        [b, -1],
      ]
      return [pair, p * (1 - p) * quadratic(bread, models.length, contrast)]
    }),
  )
}

/** The same for a pair of models either way round. */
export function pairKey(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`
}
