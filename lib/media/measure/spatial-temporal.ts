/**
 * Spatial information of one luma plane, ITU-T P.910 (2023) 7.2: the standard deviation over the picture's inside of the
 * length of the Sobel gradient.
 */
export function spatialInformation(luma: Uint8Array, width: number, height: number): number {
  let sum = 0
  let squares = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const a = luma[at - width - 1] as number
      const b = luma[at - width] as number
      const c = luma[at - width + 1] as number
      const d = luma[at - 1] as number
      const f = luma[at + 1] as number
      const g = luma[at + width - 1] as number
      const h = luma[at + width] as number
      const i = luma[at + width + 1] as number
      const across = c + 2 * f + i - a - 2 * d - g
      const along = g + 2 * h + i - a - 2 * b - c
      const square = across * across + along * along
      squares += square
      sum += Math.sqrt(square)
    }
  }
  const count = (width - 2) * (height - 2)
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))
}

export type Difference = {
  /** Temporal information, P.910 7.3: the standard deviation of the difference to the frame before. */
  ti: number
  /** Mean of the difference without sign, in luma. */
  meanAbsolute: number
}

/** How two luma planes of one size differ. */
export function difference(now: Uint8Array, before: Uint8Array): Difference {
  let sum = 0
  let squares = 0
  let absolute = 0
  for (let at = 0; at < now.length; at++) {
    const change = (now[at] as number) - (before[at] as number)
    sum += change
    squares += change * change
    absolute += change < 0 ? -change : change
  }
  const count = now.length
  return { ti: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)), meanAbsolute: absolute / count }
}
