import sharp from "sharp"

const WINDOW = 8
const C1 = (0.01 * 255) ** 2
const C2 = (0.03 * 255) ** 2

/**
 * Structural similarity of two pictures of one size, 0..1, on luma: the mean over windows of 8 × 8 pixels, 4 apart
 * (Wang et al. 2004, with a flat window in place of the Gaussian one).
 */
export async function ssim(left: Uint8Array, right: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([luma(left), luma(right)])
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`Pictures differ in size: ${a.width} × ${a.height} and ${b.width} × ${b.height}`)
  }
  let sum = 0
  let windows = 0
  for (let y = 0; y + WINDOW <= a.height; y += WINDOW / 2) {
    for (let x = 0; x + WINDOW <= a.width; x += WINDOW / 2) {
      sum += windowSimilarity(a.pixels, b.pixels, a.width, x, y)
      windows += 1
    }
  }
  return sum / windows
}

async function luma(picture: Uint8Array) {
  const { data, info } = await sharp(picture).removeAlpha().greyscale().raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

function windowSimilarity(a: Uint8Array, b: Uint8Array, stride: number, left: number, top: number): number {
  const count = WINDOW * WINDOW
  let sumA = 0
  let sumB = 0
  let squaresA = 0
  let squaresB = 0
  let products = 0
  for (let y = top; y < top + WINDOW; y += 1) {
    for (let x = left; x < left + WINDOW; x += 1) {
      const pixelA = a[y * stride + x] ?? 0
      const pixelB = b[y * stride + x] ?? 0
      sumA += pixelA
      sumB += pixelB
      squaresA += pixelA * pixelA
      squaresB += pixelB * pixelB
      products += pixelA * pixelB
    }
  }
  const meanA = sumA / count
  const meanB = sumB / count
  const varianceA = squaresA / count - meanA * meanA
  const varianceB = squaresB / count - meanB * meanB
  const covariance = products / count - meanA * meanB
  return ((2 * meanA * meanB + C1) * (2 * covariance + C2)) / ((meanA ** 2 + meanB ** 2 + C1) * (varianceA + varianceB + C2))
}
