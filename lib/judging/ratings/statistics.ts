/** How likely a Student t variable is at least this far from 0, on either side. Degrees of freedom need not be whole. */
export function tailOfT(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
}

/** The t that is passed, on either side, with this probability: tailOfT(result, degrees) = p. */
export function quantileOfT(p: number, degrees: number): number {
  const peak = Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2)) / Math.sqrt(degrees * Math.PI)
  let t = 0
  // The tail is convex, so Newton's steps from 0 come up to the root from below and do not pass it.
  for (let step = 0; step < 100; step++) {
    const density = peak * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2)
    const move = (tailOfT(t, degrees) - p) / (2 * density)
    t += move
    if (Math.abs(move) < 1e-9 * t) break
  }
  return t
}

/** Exact two-sided binomial test of one half: how likely a fair coin is at least this far from half of `total`. */
export function fairCoinTest(heads: number, total: number): number {
  const far = Math.abs(heads - total / 2)
  let sum = 0
  for (let count = 0; count <= total; count++)
    if (Math.abs(count - total / 2) >= far - 1e-9)
      sum += Math.exp(logGamma(total + 1) - logGamma(count + 1) - logGamma(total - count + 1) - total * Math.LN2)
  return Math.min(1, sum)
}

/** The regularised incomplete beta function by Lentz's continued fraction (Abramowitz & Stegun 26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a
  let c = 1
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m < 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / notZero(1 + even * d)
    c = notZero(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / notZero(1 + odd * d)
    c = notZero(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-14) break
  }
  return front * result
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
  9.984369578019572e-6, 1.5056327351493116e-7,
]

/** Lanczos' approximation, for x of 0.5 and more (all that is asked here). */
function logGamma(x: number): number {
  let sum = 0.9999999999998099
  for (let i = 0; i < lanczos.length; i++) sum += (lanczos[i] as number) / (x + i)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

function notZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
