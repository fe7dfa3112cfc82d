const edge = 8
const step = 4
/** (0.01 · 255)² and (0.03 · 255)², as the paper has them. */
const c1 = 6.5025
const c2 = 58.5225

/**
 * Mean structural similarity of two luma planes of one size (Z. Wang et al., IEEE TIP 13(4), 2004), over windows of 8 × 8
 * that overlap by half. 1 is equal. Undefined for pictures smaller than a window.
 */
export function ssim(a: ArrayLike<number>, b: ArrayLike<number>, width: number, height: number): number | undefined {
  let [sum, windows] = [0, 0]
  const count = edge * edge
  for (let top = 0; top + edge <= height; top += step) {
    for (let left = 0; left + edge <= width; left += step) {
      let [sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0]
      for (let y = top; y < top + edge; y++) {
        for (let at = y * width + left; at < y * width + left + edge; at++) {
          const p = a[at] as number
          const q = b[at] as number
          sa += p
          sb += q
          aa += p * p
          bb += q * q
          ab += p * q
        }
      }
      const [ma, mb] = [sa / count, sb / count]
      const spread = aa / count - ma * ma + bb / count - mb * mb
      const together = ab / count - ma * mb
      sum += ((2 * ma * mb + c1) * (2 * together + c2)) / ((ma * ma + mb * mb + c1) * (spread + c2))
      windows++
    }
  }
  return windows === 0 ? undefined : sum / windows
}
