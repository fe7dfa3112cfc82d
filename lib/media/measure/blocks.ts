import { searchCoarse, type Vector } from "@/lib/media/measure/coarse-search"
import { type Grid, meanOf, type Plane } from "@/lib/media/measure/plane"
import { thresholds } from "@/lib/media/measure/thresholds"

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
/** From the coarse answer, which is 2 pixels off at most, to the best match. */
const steps = 6
const neighbours = [
  [0, -1],
  [-1, 0],
  [1, 0],
  [0, 1],
] as const

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
