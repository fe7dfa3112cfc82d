import { type Matrix, solveInPlace } from "@/lib/judging/ratings/matrix"

/** What each pair of models has won against each other: `won` by the first of the pair, out of `met`. Weighted ballots. */
export type Totals = {
  readonly models: number
  readonly pairs: readonly (readonly [number, number])[]
  readonly won: Float64Array
  readonly met: Float64Array
}

/** Pulls as strongly to the middle as this many ties of each model (times four) with an average one. */
export const smallRidge = 0.1

const mostSteps = 60
const longestStep = 2

/**
 * Bradley–Terry abilities in logits, summing to 0: the maximum of Σ won·log p + (met − won)·log(1 − p) − ½ ridge Σ ability²,
 * p = 1/(1 + exp(b − a)), by Newton's method. The ridge keeps models finite that won or lost everything, and joins
 * groups of models that have never met. (Bradley & Terry 1952, Biometrika 39:324; Hunter 2004, Ann. Statist. 32:384.)
 */
export function fitAbilities(totals: Totals, ridge = smallRidge, start?: Float64Array, tolerance = 1e-10): Float64Array {
  const { models } = totals
  const abilities = start ? start.slice() : new Float64Array(models)
  const gradient = new Float64Array(models)
  const matrix = new Float64Array(models ** 2)
  for (let step = 0; step < mostSteps; step++) {
    slopes(totals, abilities, ridge, gradient, matrix)
    solveInPlace(matrix, gradient)
    let longest = 0
    for (let i = 0; i < models; i++) longest = Math.max(longest, Math.abs(gradient[i] as number))
    const share = longest > longestStep ? longestStep / longest : 1
    for (let i = 0; i < models; i++) abilities[i] = (abilities[i] as number) + share * (gradient[i] as number)
    if (longest < tolerance) break
  }
  return abilities
}

/** The matrix of second derivatives at the abilities, with its sign turned: information in ballots' units, and the ridge. */
export function information(totals: Totals, abilities: Float64Array, ridge = smallRidge): Matrix {
  const matrix = new Float64Array(totals.models ** 2)
  slopes(totals, abilities, ridge, new Float64Array(totals.models), matrix)
  return matrix
}

/** How likely the first wins. */
export function chance(first: number, second: number): number {
  return 1 / (1 + Math.exp(second - first))
}

/** The hot loop of everything here: read and written in place, without calls. */
function slopes(totals: Totals, abilities: Float64Array, ridge: number, gradient: Float64Array, matrix: Matrix): void {
  const { models, pairs, won, met } = totals
  matrix.fill(0)
  for (let i = 0; i < models; i++) {
    gradient[i] = -ridge * (abilities[i] as number)
    matrix[i * models + i] = ridge
  }
  for (let index = 0; index < pairs.length; index++) {
    const pair = pairs[index] as readonly [number, number]
    const a = pair[0]
    const b = pair[1]
    const times = met[index] as number
    const p = 1 / (1 + Math.exp((abilities[b] as number) - (abilities[a] as number)))
    const surplus = (won[index] as number) - times * p
    const weight = times * p * (1 - p)
    gradient[a] = (gradient[a] as number) + surplus
    gradient[b] = (gradient[b] as number) - surplus
    matrix[a * models + a] = (matrix[a * models + a] as number) + weight
    matrix[b * models + b] = (matrix[b * models + b] as number) + weight
    matrix[a * models + b] = (matrix[a * models + b] as number) - weight
    matrix[b * models + a] = (matrix[b * models + a] as number) - weight
  }
}
