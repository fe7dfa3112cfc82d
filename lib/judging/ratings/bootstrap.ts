import { fitAbilities } from "@/lib/judging/ratings/fit"
import type { Matrix } from "@/lib/judging/ratings/matrix"
import { fillMultipliers, type Random } from "@/lib/judging/ratings/random"
import type { Spread } from "@/lib/judging/ratings/spread"
import type { Tally } from "@/lib/judging/ratings/tally"

/**
 * The covariance of the abilities under random weights: a Bayesian bootstrap (Rubin 1981, Ann. Statist. 9:130) over ballots,
 * raters and shots at once, in the manner of Owen's (2007, Ann. Appl. Statist. 1:386): each ballot's weight is its own
 * multiplier times its rater's times its shot's. Raters' and shots' vary by as much as `dependence` says that their ballots
 * go together; the ballots' own takes the rest, so that on average a draw varies as the sandwich says.
 */
export function bootstrapCovariance(
  tally: Tally,
  abilities: Float64Array,
  { raters, shots }: Pick<Spread, "raters" | "shots">,
  { draws, ridge, random }: { draws: number; ridge: number; random: Random },
): Matrix {
  const [a, b] = [clusterVariance(raters), clusterVariance(shots)]
  const own = Math.sqrt(Math.max(0, (2 + a + b) / ((1 + a) * (1 + b)) - 1))
  const { pair, weight, points, rater, shot, pairs } = tally
  const met = new Float64Array(pairs.length)
  const won = new Float64Array(pairs.length)
  const [ofBallot, ofRater, ofShot] = [pair.length, rater.count, shot.count].map(
    (count) => new Float64Array(count),
  ) as Multipliers
  const sum = new Float64Array(abilities.length)
  const products = new Float64Array(abilities.length ** 2)
  for (let draw = 0; draw < draws; draw++) {
    fillMultipliers(ofBallot, own, random)
    fillMultipliers(ofRater, Math.sqrt(a), random)
    fillMultipliers(ofShot, Math.sqrt(b), random)
    met.fill(0)
    won.fill(0)
    for (let i = 0; i < pair.length; i++) {
      const index = pair[i] as number
      const common = (ofRater[rater.of[i] as number] as number) * (ofShot[shot.of[i] as number] as number)
      const drawn = (weight[i] as number) * (ofBallot[i] as number) * common
      met[index] = (met[index] as number) + drawn
      won[index] = (won[index] as number) + drawn * (points[i] as number)
    }
    const fit = fitAbilities({ models: abilities.length, pairs, won, met }, ridge, abilities, 1e-2)
    for (let i = 0; i < fit.length; i++) {
      sum[i] = (sum[i] as number) + (fit[i] as number)
      for (let j = 0; j < fit.length; j++)
        products[i * fit.length + j] = (products[i * fit.length + j] as number) + (fit[i] as number) * (fit[j] as number)
    }
  }
  const size = abilities.length
  return products.map(
    (product, at) => (product - ((sum[Math.floor(at / size)] as number) * (sum[at % size] as number)) / draws) / (draws - 1),
  )
}

type Multipliers = [Float64Array, Float64Array, Float64Array]

/** Weights only count against each other, which takes (G − 1)/(G + 1) of the variance among G clusters; it is given back. */
function clusterVariance({ share, clusters: { count } }: Spread["raters"]): number {
  return count < 2 ? 0 : (share * (count + 1)) / (count - 1)
}
