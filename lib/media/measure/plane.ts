import { thresholds } from "@/lib/media/measure/thresholds"

/** Where the blocks lie: a grid in the middle of the picture. */
export type Grid = { columns: number; rows: number; left: number; top: number; width: number; height: number }

const block = thresholds.blockPixels
/** Pixels of the reduced picture that one of the coarse picture stands for, either way. */
export const shrink = 4

export function gridOf(width: number, height: number): Grid {
  const columns = Math.floor(width / block)
  const rows = Math.floor(height / block)
  return {
    columns,
    rows,
    left: Math.floor((width - columns * block) / 2),
    top: Math.floor((height - rows * block) / 2),
    width,
    height,
  }
}

/** Means of 4 × 4 pixels. */
function shrinkLuma(luma: Uint8Array, width: number, height: number): Uint8Array {
  const columns = Math.floor(width / shrink)
  const rows = Math.floor(height / shrink)
  const small = new Uint8Array(columns * rows)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0
      for (let v = 0; v < shrink; v++) {
        const at = (y * shrink + v) * width + x * shrink
        sum += (luma[at] as number) + (luma[at + 1] as number) + (luma[at + 2] as number) + (luma[at + 3] as number)
      }
      small[y * columns + x] = (sum + 8) >> 4
    }
  }
  return small
}

/** A reduced picture, and what a search in it needs, made once: sums for means, slopes, and the same picture coarser. */
export type Plane = {
  luma: Uint8Array
  sums: Uint32Array
  slopeX: Float32Array
  slopeY: Float32Array
  coarse: Uint8Array
  coarseSums: Uint32Array
}

export function createPlane(luma: Uint8Array, width: number, height: number): Plane {
  const coarse = shrinkLuma(luma, width, height)
  return {
    luma,
    sums: sumsOf(luma, width, height),
    slopeX: slopes(luma, width, height, 1),
    slopeY: slopes(luma, width, height, width),
    coarse,
    coarseSums: sumsOf(coarse, Math.floor(width / shrink), Math.floor(height / shrink)),
  }
}

/** At (x, y) the sum of all pixels above and left of it; one column and row larger than the picture. */
function sumsOf(luma: Uint8Array, width: number, height: number): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += luma[y * width + x] as number
      const at = (y + 1) * (width + 1) + x + 1
      sums[at] = (sums[at - width - 1] as number) + row
    }
  }
  return sums
}

/** Mean of the square at (x, y). */
export function meanOf(sums: Uint32Array, width: number, x: number, y: number, edge: number): number {
  const top = y * (width + 1) + x
  const bottom = top + edge * (width + 1)
  const sum = (sums[bottom + edge] as number) - (sums[bottom] as number) - (sums[top + edge] as number) + (sums[top] as number)
  return sum / (edge * edge)
}

/** Five-point difference: the usual one of three points is too small on fine detail, and motion would come out too large. */
function slopes(luma: Uint8Array, width: number, height: number, step: number): Float32Array {
  const found = new Float32Array(luma.length)
  for (let y = 2; y < height - 2; y++) {
    for (let at = y * width + 2; at < (y + 1) * width - 2; at++) {
      const near = (luma[at + step] as number) - (luma[at - step] as number)
      const far = (luma[at + 2 * step] as number) - (luma[at - 2 * step] as number)
      found[at] = (8 * near - far) / 12
    }
  }
  return found
}
