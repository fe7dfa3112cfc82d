import type { BlockMotion } from "@/lib/media/measure/blocks"
import type { Grid } from "@/lib/media/measure/plane"
import { thresholds } from "@/lib/media/measure/thresholds"

/**
 * How the whole picture moved from one frame to the next: dx = x + zoom·px − turn·py, dy = y + zoom·py + turn·px, for a
 * point (px, py) from the picture's middle, in pixels of the reduced picture; turn in radians, clockwise positive.
 */
export type GlobalMotion = { x: number; y: number; zoom: number; turn: number; agreement: number }

type Point = { px: number; py: number; dx: number; dy: number }

const tries = 96
const rounds = 6

/**
 * Fits one shift, zoom and turn to the textured blocks. Begins at the pair of blocks that most others agree with, so that
 * moving subjects do not pull it, and ends by least squares with Tukey's biweight. Undefined when the picture has too
 * little texture, or too few blocks agree.
 */
export function fitGlobalMotion(motion: BlockMotion, grid: Grid): GlobalMotion | undefined {
  const points = texturedPoints(motion, grid)
  if (points.length < Math.max(4, thresholds.minTexturedShare * grid.columns * grid.rows)) return undefined
  let best = fit(points, undefined)
  let most = agreeing(points, best)
  const draw = createDraws(points.length)
  for (let attempt = 0; attempt < tries; attempt++) {
    const [one, other] = [points[draw()], points[draw()]]
    if (!one || !other || Math.abs(one.px - other.px) + Math.abs(one.py - other.py) < 3 * thresholds.blockPixels) continue
    const candidate = fit([one, other], undefined)
    const agree = agreeing(points, candidate)
    if (agree > most) [best, most] = [candidate, agree]
  }
  let width = thresholds.cameraInlierPixels * 4
  for (let round = 0; round < rounds; round++) {
    best = fit(points, (point) => biweight(distance(point, best) / width))
    width = Math.max(thresholds.cameraInlierPixels, width * 0.7)
  }
  const agreement = agreeing(points, best) / points.length
  return agreement >= thresholds.minCameraInliers ? { ...best, agreement } : undefined
}

/** What the camera's motion would be at a point from the picture's middle. */
export function motionAt(global: Pick<GlobalMotion, "x" | "y" | "zoom" | "turn">, px: number, py: number) {
  return { dx: global.x + global.zoom * px - global.turn * py, dy: global.y + global.zoom * py + global.turn * px }
}

/** The middle of a block, from the picture's middle. */
export function middleOf(grid: Grid, index: number): { px: number; py: number } {
  const block = thresholds.blockPixels
  return {
    px: grid.left + ((index % grid.columns) + 0.5) * block - grid.width / 2,
    py: grid.top + (Math.floor(index / grid.columns) + 0.5) * block - grid.height / 2,
  }
}

function texturedPoints(motion: BlockMotion, grid: Grid): Point[] {
  const points: Point[] = []
  for (let index = 0; index < motion.dx.length; index++) {
    if (!motion.isTextured[index]) continue
    points.push({ ...middleOf(grid, index), dx: motion.dx[index] ?? 0, dy: motion.dy[index] ?? 0 })
  }
  return points
}

/** Indices below `count`, scattered, and the same for every clip: a measurement must repeat. */
function createDraws(count: number): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
}

type Fit = Omit<GlobalMotion, "agreement">

/** Least squares in closed form, about the weighted means. */
function fit(points: readonly Point[], weightOf: ((point: Point) => number) | undefined): Fit {
  let [total, mx, my, mdx, mdy] = [0, 0, 0, 0, 0]
  const weights = points.map((point) => weightOf?.(point) ?? 1)
  points.forEach((point, at) => {
    const weight = weights[at] ?? 0
    total += weight
    mx += weight * point.px
    my += weight * point.py
    mdx += weight * point.dx
    mdy += weight * point.dy
  })
  if (total === 0) return { x: 0, y: 0, zoom: 0, turn: 0 }
  mx /= total
  my /= total
  mdx /= total
  mdy /= total
  let [spread, along, across] = [0, 0, 0]
  points.forEach((point, at) => {
    const weight = weights[at] ?? 0
    const [x, y, dx, dy] = [point.px - mx, point.py - my, point.dx - mdx, point.dy - mdy]
    spread += weight * (x * x + y * y)
    along += weight * (x * dx + y * dy)
    across += weight * (x * dy - y * dx)
  })
  const zoom = spread > 0 ? along / spread : 0
  const turn = spread > 0 ? across / spread : 0
  return { x: mdx - zoom * mx + turn * my, y: mdy - zoom * my - turn * mx, zoom, turn }
}

function distance(point: Point, global: Fit): number {
  const { dx, dy } = motionAt(global, point.px, point.py)
  return Math.hypot(point.dx - dx, point.dy - dy)
}

function agreeing(points: readonly Point[], { x, y, zoom, turn }: Fit): number {
  const bound = thresholds.cameraInlierPixels ** 2
  let count = 0
  for (const { px, py, dx, dy } of points) {
    const [apartX, apartY] = [x + zoom * px - turn * py - dx, y + zoom * py + turn * px - dy]
    if (apartX * apartX + apartY * apartY <= bound) count++
  }
  return count
}

function biweight(part: number): number {
  return part >= 1 ? 0 : (1 - part * part) ** 2
}
