import { type Dependence, dependence, traceOf } from "@/lib/judging/ratings/dependence"
import { chance, information, type Totals } from "@/lib/judging/ratings/fit"
import { addPair, at, between, inverse, type Matrix } from "@/lib/judging/ratings/matrix"
import type { Tally } from "@/lib/judging/ratings/tally"

/** How uncertain the abilities are. All in logits, squared. */
export type Spread = {
  /** The inverse of the information alone: right only if the model is, but of use where a model lost or won everything. */
  readonly bread: Matrix
  readonly raters: Dependence
  readonly shots: Dependence
  /** The variance of Σ contrast·ability, and its degrees of freedom by Satterthwaite (1946, Biometrics Bull. 2:110). */
  of(contrast: readonly [number, number][]): { variance: number; degrees: number }
}

/**
 * The sandwich H⁻¹ M H⁻¹ (Huber 1967; White 1980), with scores s_i = w_i (y_i − p_i) / (1 − leverage_i)^½ as in HC2
 * (MacKinnon & White 1985, J. Econometrics 29:305) and M = Σ s s' over ballots, plus the shares of the variance
 * over raters and over shots that `dependence` finds. Ties make it narrower than the model would, uneven weights wider.
 */
export function spreadOf(tally: Tally, totals: Totals, abilities: Float64Array, ridge: number): Spread {
  const size = tally.models.length
  const bread = inverse(information(totals, abilities, ridge), size)
  const scores = scoresOf(tally, abilities, bread)
  const ballots = new Float64Array(size * size)
  const squares = new Float64Array(tally.pairs.length)
  for (let i = 0; i < scores.length; i++) {
    const index = tally.pair[i] as number
    squares[index] = (squares[index] as number) + (scores[i] as number) ** 2
  }
  for (const [index, pair] of tally.pairs.entries()) addPair(ballots, size, pair, at(squares, index))
  const trace = traceOf(bread, ballots)
  const raters = dependence(tally, scores, tally.rater, bread, trace)
  const shots = dependence(tally, scores, tally.shot, bread, trace)
  const parts = [
    { matrix: between(bread, ballots, size), share: 1, degrees: Math.max(1, effectiveNumber(tally.weight) - size + 1) },
    ...[raters, shots].map(({ meat, share, degrees }) => ({ matrix: between(bread, meat, size), share, degrees })),
  ]
  return {
    bread,
    raters,
    shots,
    of: (contrast) => {
      const variances = parts.map(({ matrix, share }) => share * quadratic(matrix, size, contrast))
      const variance = variances.reduce((sum, part) => sum + part, 0)
      const unsure = parts.reduce((sum, { degrees }, i) => sum + (variances[i] ?? 0) ** 2 / degrees, 0)
      return { variance, degrees: unsure > 0 ? variance ** 2 / unsure : 1 }
    },
  }
}

/** Kish's effective number of ballots: (Σw)² / Σw². */
export function effectiveNumber(weights: Float64Array): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0)
}

/** c' m c for a contrast given as places and factors. */
export function quadratic(matrix: Matrix, size: number, contrast: readonly [number, number][]): number {
  let sum = 0
  for (const [a, x] of contrast) for (const [b, y] of contrast) sum += x * y * at(matrix, a * size + b)
  return sum
}

/** What each ballot says for the first of its pair, beyond what was expected. */
function scoresOf(tally: Tally, abilities: Float64Array, bread: Matrix): Float64Array {
  const expected = tally.pairs.map(([a, b]) => {
    const p = chance(at(abilities, a), at(abilities, b))
    const contrast: [number, number][] = [
      [a, 1],
      [b, -1],
    ]
    return { p, leverage: p * (1 - p) * quadratic(bread, abilities.length, contrast) }
  })
  return tally.points.map((points, i) => {
    const { p, leverage } = expected[tally.pair[i] as number] as { p: number; leverage: number }
    const weight = tally.weight[i] as number
    return (weight * (points - p)) / Math.sqrt(1 - Math.min(0.9, weight * leverage))
  })
}
