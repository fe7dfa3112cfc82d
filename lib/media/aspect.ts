import type { AspectRatio, Resolution } from "@/lib/providers/provider"
import { shortEdges } from "@/lib/providers/size"

export type Size = { width: number; height: number }
export type CropBox = Size & { left: number; top: number }

/** "16:9" → 1.777…: width by height. */
export function ratioOf(aspectRatio: AspectRatio): number {
  const [width = 1, height = 1] = aspectRatio.split(":").map(Number)
  return width / height
}

/**
 * The largest box of this ratio (in words, or width by height) in the middle of a picture, in whole pixels; the whole
 * picture when it differs by less than one.
 */
export function cropBox({ width, height }: Size, shape: AspectRatio | number): CropBox {
  const ratio = typeof shape === "number" ? shape : ratioOf(shape)
  const box = {
    width: Math.min(width, Math.max(1, Math.round(height * ratio))),
    height: Math.min(height, Math.max(1, Math.round(width / ratio))),
  }
  if (width - box.width <= 1) box.width = width
  if (height - box.height <= 1) box.height = height
  return { ...box, left: Math.floor((width - box.width) / 2), top: Math.floor((height - box.height) / 2) }
}

/** The usual pixels of a ratio at a resolution: the shorter edge is the resolution's, both edges are even. */
export function sizeFor(aspectRatio: AspectRatio, resolution: Resolution): Size {
  const ratio = ratioOf(aspectRatio)
  const short = shortEdges[resolution]
  const long = (by: number) => Math.round((short * by) / 2) * 2
  return ratio >= 1 ? { width: long(ratio), height: short } : { width: short, height: long(1 / ratio) }
}
