import type { BlockMotion } from "@/lib/media/measure/blocks"
import { type GlobalMotion, middleOf, motionAt } from "@/lib/media/measure/global-motion"
import type { Change, Moment } from "@/lib/media/measure/moment"
import { mean, quantile } from "@/lib/media/measure/numbers"
import type { Grid } from "@/lib/media/measure/plane"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { thresholds } from "@/lib/media/measure/thresholds"

/** Mismatch from which a block is not found in the frame before. */
const unfound = 0.6

type FrameMotion = Pick<Change, "motion" | "motionWithoutCamera" | "ninths" | "unmatched">

/** Sums one frame's blocks up. A block that was not found says nothing of motion. */
export function summariseMotion(found: BlockMotion, grid: Grid, camera: GlobalMotion | undefined): FrameMotion {
  const sums = new Float32Array(27)
  let [textured, matched, way, rest] = [0, 0, 0, 0]
  for (let index = 0; index < found.dx.length; index++) {
    if (!found.isTextured[index]) continue
    textured++
    if ((found.mismatch[index] ?? 1) >= unfound) continue
    matched++
    const [dx = 0, dy = 0] = [found.dx[index], found.dy[index]]
    const { px, py } = middleOf(grid, index)
    way += Math.hypot(dx, dy)
    if (camera) {
      const own = motionAt(camera, px, py)
      rest += Math.hypot(dx - own.dx, dy - own.dy)
    }
    const ninth = 3 * third(py, grid.height) + third(px, grid.width)
    sums[3 * ninth] = (sums[3 * ninth] as number) + dx
    sums[3 * ninth + 1] = (sums[3 * ninth + 1] as number) + dy
    sums[3 * ninth + 2] = (sums[3 * ninth + 2] as number) + 1
  }
  const isEnough = matched >= thresholds.minTexturedShare * grid.columns * grid.rows
  const ninths = new Float32Array(18).map((_, at) => {
    const from = 3 * (at >> 1)
    return (sums[from + (at & 1)] as number) / (sums[from + 2] as number)
  })
  return {
    motion: isEnough ? way / matched : undefined,
    motionWithoutCamera: isEnough && camera ? rest / matched : undefined,
    ninths,
    unmatched: textured === 0 ? 0 : 1 - matched / textured,
  }
}

function third(place: number, edge: number): number {
  return Math.max(0, Math.min(2, Math.floor((place / edge + 0.5) * 3)))
}

const noTexture = "Too little texture to follow."

/** Mean way of what is seen, by time. */
export function motionOf(moments: readonly Moment[], width: number): ClipMeasures["motion"] {
  const amount = rateOf(moments, (change) => change.motion, width)
  if (amount === undefined) return { notMeasured: noTexture }
  const withoutCamera = rateOf(moments, (change) => change.motionWithoutCamera, width)
  return { amount, withoutCamera: withoutCamera ?? { notMeasured: "The camera's motion could not be told." } }
}

/** Widths of the picture a second, over the frames where it was measured; undefined when there are none. */
export function rateOf(
  moments: readonly Moment[],
  pixelsOf: (change: Change) => number | undefined,
  width: number,
): number | undefined {
  let [way, seconds] = [0, 0]
  for (const { change } of moments) {
    const pixels = change && pixelsOf(change)
    if (change === undefined || pixels === undefined) continue
    way += pixels
    seconds += change.seconds
  }
  return seconds > 0 ? way / width / seconds : undefined
}

/** 1 ÷ (1 + mean change of the ninths' motion from frame to frame ÷ their mean motion): 1 is even, 1/3 is every second frame held. */
export function smoothnessOf(moments: readonly Moment[]): ClipMeasures["smoothness"] {
  let [changes, ways, count] = [0, 0, 0]
  for (let at = 1; at < moments.length; at++) {
    const [before, now] = [moments[at - 1]?.change, moments[at]?.change]
    if (!before || !now || before.isCut || now.isCut) continue
    for (let ninth = 0; ninth < 18; ninth += 2) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = [
        ...before.ninths.subarray(ninth, ninth + 2),
        ...now.ninths.subarray(ninth, ninth + 2),
      ]
      if (Number.isNaN(ax + bx)) continue
      changes += Math.hypot(bx - ax, by - ay)
      ways += (Math.hypot(ax, ay) + Math.hypot(bx, by)) / 2
      count++
    }
  }
  if (count === 0) return { notMeasured: noTexture }
  if (ways / count < thresholds.smoothnessPixels) return { notMeasured: "Too little motion." }
  return { evenness: 1 / (1 + changes / ways) }
}

/** Frames around a repeated one that must move: a third of a second of common film. */
const around = 4

/** Frames that hold the one before while the picture around them moves. */
export function repeatedFramesOf(moments: readonly Moment[]): number {
  const changes = moments.map(({ change }) => change?.meanAbsolute ?? 0)
  return changes.filter((change, at) => {
    if (at === 0 || change > thresholds.frozenLuma) return false
    const neighbours = changes.slice(Math.max(1, at - around), at + around + 1)
    // In a still scene every frame is nearly its neighbour: those around must move much more.
    return quantile(neighbours, 0.75) > 4 * thresholds.frozenLuma
  }).length
}

/** Mean share of textured blocks that agree with the camera's motion. */
export function agreementOf(moments: readonly Moment[]): number {
  return mean(moments.flatMap(({ change }) => (change?.camera ? [change.camera.agreement] : [])))
}
