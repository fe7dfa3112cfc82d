/** Square matrices by rows in one array; small ones, so plain loops. */
export type Matrix = Float64Array

/** Solves a x = b in place of b; a is symmetric and positive definite, and is overwritten by its Cholesky factor. */
export function solveInPlace(a: Matrix, b: Float64Array): void {
  factor(a, b.length)
  substitute(a, b)
}

/** The inverse of a symmetric, positive definite matrix. */
export function inverse(a: Matrix, size: number): Matrix {
  const lower = a.slice()
  factor(lower, size)
  const result = new Float64Array(size * size)
  const column = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    column.fill(0)
    column[j] = 1
    substitute(lower, column)
    result.set(column, j * size)
  }
  return result
}

/** a b a, for symmetric a. */
export function between(a: Matrix, b: Matrix, size: number): Matrix {
  return product(product(a, b, size), a, size)
}

function product(a: Matrix, b: Matrix, size: number): Matrix {
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const value = at(a, i * size + k)
      for (let j = 0; j < size; j++) add(result, i * size + j, value * at(b, k * size + j))
    }
  return result
}

function factor(a: Matrix, size: number): void {
  for (let j = 0; j < size; j++)
    for (let i = j; i < size; i++) {
      let sum = at(a, i * size + j)
      for (let k = 0; k < j; k++) sum -= at(a, i * size + k) * at(a, j * size + k)
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / at(a, j * size + j)
    }
}

function substitute(lower: Matrix, b: Float64Array): void {
  const size = b.length
  for (let i = 0; i < size; i++) {
    let sum = at(b, i)
    for (let k = 0; k < i; k++) sum -= at(lower, i * size + k) * at(b, k)
    b[i] = sum / at(lower, i * size + i)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = at(b, i)
    for (let k = i + 1; k < size; k++) sum -= at(lower, k * size + i) * at(b, k)
    b[i] = sum / at(lower, i * size + i)
  }
}

/** An element that is known to be there. */
export function at(values: Float64Array | Int32Array, index: number): number {
  return values[index] as number
}

export function add(values: Float64Array, index: number, value: number): void {
  values[index] = at(values, index) + value
}

/** Adds value (e_a − e_b)(e_a − e_b)': what one comparison of a with b adds to an information matrix. */
export function addPair(matrix: Matrix, size: number, [a, b]: readonly [number, number], value: number): void {
  add(matrix, a * size + a, value)
  add(matrix, b * size + b, value)
  add(matrix, a * size + b, -value)
  add(matrix, b * size + a, -value)
}
