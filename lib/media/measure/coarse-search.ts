import { type Grid, meanOf, type Plane, shrink } from "@/lib/media/measure/plane"
import { thresholds } from "@/lib/media/measure/thresholds"

/** In pixels. */
export type Vector = { u: number; v: number }

const block = thresholds.blockPixels
/** How far is searched, in pixels of the coarse picture. */
const coarseReach = 5
const window = 8
const windowOwn = new Float32Array(window * window)

/** Mean difference below which the coarse picture stands still, and nothing is sought. */
const still = 0.5

/** The best match of two by two blocks on the coarse picture, in pixels of the fine one; of equal ones standing still. */
export function searchCoarse(now: Plane, before: Plane, grid: Grid, column: number, row: number): Vector {
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
