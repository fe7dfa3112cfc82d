import sharp, { type Matrix3x3 } from "sharp"
import type { Pixels } from "@/lib/sandbox/render/picture"
import { randomFrom } from "@/lib/sandbox/render/random"

/** How a model's pictures tend to look: a slight tint, a contrast and a saturation, always the same for its name. */
export async function grade(pixels: Pixels, model: string): Promise<Pixels> {
  const random = randomFrom("grade", model)
  const warmth = random.between(-0.05, 0.05)
  const tint = random.between(-0.02, 0.02)
  const contrast = random.between(0.97, 1.1)
  const { data } = await sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
    .recomb(tinted(saturation(random.between(0.86, 1.14)), [1 + warmth, 1 + tint, 1 - warmth]))
    .linear(contrast, 110 * (1 - contrast))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...pixels, data }
}

function saturation(amount: number): Matrix3x3 {
  const rest = 1 - amount
  const [r, g, b] = [0.2126 * rest, 0.7152 * rest, 0.0722 * rest]
  return [
    [r + amount, g, b],
    [r, g + amount, b],
    [r, g, b + amount],
  ]
}

function tinted(matrix: Matrix3x3, gains: readonly [number, number, number]): Matrix3x3 {
  const row = (index: 0 | 1 | 2): [number, number, number] => {
    const [r, g, b] = matrix[index]
    return [r * gains[index], g * gains[index], b * gains[index]]
  }
  return [row(0), row(1), row(2)]
}
