import { thresholds } from "@/lib/media/measure/thresholds"

/** Where the blocks lie: a grid in the middle of the picture. */
export type Grid = { columns: number; rows: number; left: number; top: number; width: number; height: number }

/** Per block of the later frame, in rows. Motion is the content's, in pixels of the reduced picture, right and down positive. */
export type BlockMotion = {
  dx: Float32Array
  dy: Float32Array
  /** 1 where the block has texture in both directions, so that its motion is told fully. */
  isTextured: Uint8Array
  /** Mean difference to the matched block, brightness aside, by the block's own mean deviation: 1 is no match at all. 0 for a flat block. */
  mismatch: Float32Array
  /** Mean luma of the block itself. */
  level: Float32Array
}

const block = thresholds.blockPixels
/** The coarse picture is reduced by this much, and searched this far. */
const shrink = 4
const coarseReach = 5
/** From the coarse answer, which is 2 pixels off at most, to the best match. */
const steps = 6
const neighbours = [
  [0, -1],
  [-1, 0],
  [1, 0],
  [0, 1],
] as const

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

/**
 * Finds each block of `now` in `before`: first a full search on the coarse picture (±20 pixels), one for two by two blocks;
 * then from its answer, or from standing still, step by step to the best match; then the rest of a pixel from the gradient
 * (one Lucas–Kanade step with the mean gradient of both frames). Blocks are compared after taking their means off, so that
 * a fade or a flicker is no motion.
 */
export function matchBlocks(now: Plane, before: Plane, grid: Grid): BlockMotion {
  const count = grid.columns * grid.rows
  const found: BlockMotion = {
    dx: new Float32Array(count),
    dy: new Float32Array(count),
    isTextured: new Uint8Array(count),
    mismatch: new Float32Array(count),
    level: new Float32Array(count),
  }
  const search: Search = { own: new Float32Array(block * block), now, before, grid, found }
  for (let row = 0; row < grid.rows; row += 2) {
    for (let column = 0; column < grid.columns; column += 2) {
      const rough = searchCoarse(now, before, grid, column, row)
      for (let v = row; v < Math.min(row + 2, grid.rows); v++) {
        for (let u = column; u < Math.min(column + 2, grid.columns); u++) matchBlock(search, u, v, rough)
      }
    }
  }
  return found
}

type Vector = { u: number; v: number }
type Search = { own: Float32Array; now: Plane; before: Plane; grid: Grid; found: BlockMotion }

function matchBlock({ own, now, before, grid, found }: Search, column: number, row: number, rough: Vector) {
  const index = row * grid.columns + column
  const [x, y] = [grid.left + column * block, grid.top + row * block]
  const level = meanOf(now.sums, grid.width, x, y, block)
  let deviation = 0
  for (let v = 0, at = 0; v < block; v++) {
    const from = (y + v) * grid.width + x
    for (let u = 0; u < block; u++, at++) {
      const apart = (now.luma[from + u] as number) - level
      own[at] = apart
      deviation += apart < 0 ? -apart : apart
    }
  }
  found.level[index] = level
  // A flat block is where it is.
  if (deviation < own.length) return
  let best = cost(own, before, grid, x, y, 0, 0, Number.POSITIVE_INFINITY)
  let [u, v] = [0, 0]
  if (rough.u !== 0 || rough.v !== 0) {
    const price = cost(own, before, grid, x, y, rough.u, rough.v, best)
    if (price < best) [best, u, v] = [price, rough.u, rough.v]
  }
  for (let step = 0; step < steps; step++) {
    const [fromU, fromV] = [u, v]
    for (const [du, dv] of neighbours) {
      const price = cost(own, before, grid, x, y, fromU + du, fromV + dv, best)
      if (price < best) [best, u, v] = [price, fromU + du, fromV + dv]
    }
    if (u === fromU && v === fromV) break
  }
  found.mismatch[index] = best / deviation
  refine(now, before, grid, x, y, u, v, index, found)
}

/** Sum of the differences without sign to the block of `before` that lies (u, v) away, means taken off; gives up above `limit`. */
function cost(
  own: Float32Array,
  { luma, sums }: Plane,
  { width, height }: Grid,
  x: number,
  y: number,
  u: number,
  v: number,
  limit: number,
): number {
  const left = x + u
  const top = y + v
  if (left < 0 || top < 0 || left + block > width || top + block > height) return Number.POSITIVE_INFINITY
  const level = meanOf(sums, width, left, top, block)
  let total = 0
  for (let row = 0, at = 0; row < block && total < limit; row++) {
    const from = (top + row) * width + left
    for (let column = 0; column < block; column++, at++) {
      const apart = (luma[from + column] as number) - level - (own[at] as number)
      total += apart < 0 ? -apart : apart
    }
  }
  return total
}

const window = 8
const windowOwn = new Float32Array(window * window)

/** Mean difference below which the coarse picture stands still, and nothing is sought. */
const still = 0.5

/** The best match of two by two blocks on the coarse picture, in pixels of the fine one; of equal ones standing still. */
function searchCoarse(now: Plane, before: Plane, grid: Grid, column: number, row: number): Vector {
  const width = Math.floor(grid.width / shrink)
  const height = Math.floor(grid.height / shrink)
  if (width < window || height < window) return { u: 0, v: 0 }
  const left = Math.min(width - window, Math.round((grid.left + column * block) / shrink))
  const top = Math.min(height - window, Math.round((grid.top + row * block) / shrink))
  const level = meanOf(now.coarseSums, width, left, top, window)
  for (let v = 0, at = 0; v < window; v++) {
    for (let u = 0; u < window; u++, at++) windowOwn[at] = (now.coarse[(top + v) * width + left + u] as number) - level
  }
  let best = coarseCost(before, width, left, top, Number.POSITIVE_INFINITY)
  let found = { u: 0, v: 0 }
  if (best < still * windowOwn.length) return found
  for (let v = Math.max(-coarseReach, -top); v <= Math.min(coarseReach, height - window - top); v++) {
    for (let u = Math.max(-coarseReach, -left); u <= Math.min(coarseReach, width - window - left); u++) {
      const total = coarseCost(before, width, left + u, top + v, best)
      if (total < best) {
        best = total
        found = { u: u * shrink, v: v * shrink }
      }
    }
  }
  return found
}

function coarseCost({ coarse, coarseSums }: Plane, width: number, left: number, top: number, limit: number): number {
  const level = meanOf(coarseSums, width, left, top, window)
  let total = 0
  for (let v = 0, at = 0; v < window && total < limit; v++) {
    const from = (top + v) * width + left
    for (let u = 0; u < window; u++, at++) {
      const apart = (coarse[from + u] as number) - level - (windowOwn[at] as number)
      total += apart < 0 ? -apart : apart
    }
  }
  return total
}

/** The part of a pixel that the whole-pixel match leaves: A·d = b, A the structure tensor, b from the remaining difference. */
function refine(
  now: Plane,
  before: Plane,
  { width, height }: Grid,
  x: number,
  y: number,
  u: number,
  v: number,
  index: number,
  found: BlockMotion,
) {
  let [xx, xy, yy, xt, yt, sumX, sumY, sumT, count] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  const [firstX, lastX] = [Math.max(x, 2, 2 - u), Math.min(x + block, width - 2, width - 2 - u)]
  const [firstY, lastY] = [Math.max(y, 2, 2 - v), Math.min(y + block, height - 2, height - 2 - v)]
  const shift = v * width + u
  for (let row = firstY; row < lastY; row++) {
    for (let at = row * width + firstX; at < row * width + lastX; at++) {
      const then = at + shift
      const gx = ((now.slopeX[at] as number) + (before.slopeX[then] as number)) / 2
      const gy = ((now.slopeY[at] as number) + (before.slopeY[then] as number)) / 2
      const t = (now.luma[at] as number) - (before.luma[then] as number)
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
      xt += gx * t
      yt += gy * t
      sumX += gx
      sumY += gy
      sumT += t
      count++
    }
  }
  // The mean difference is the light's, not motion's.
  xt -= (sumX * sumT) / count
  yt -= (sumY * sumT) / count
  const least = (xx + yy - Math.sqrt((xx - yy) ** 2 + 4 * xy * xy)) / 2 / count
  const isTextured = least >= thresholds.minBlockTexture
  found.isTextured[index] = isTextured ? 1 : 0
  const determinant = xx * yy - xy * xy
  const clamp = (part: number) => Math.max(-1, Math.min(1, part))
  const restU = isTextured ? clamp((yy * xt - xy * yt) / determinant) : 0
  const restV = isTextured ? clamp((xx * yt - xy * xt) / determinant) : 0
  // now(x) = before(x + u): the content came from there, so it moved the other way.
  found.dx[index] = -(u + restU)
  found.dy[index] = -(v + restV)
}
