import type { BlockMotion } from "@/lib/media/measure/blocks"
import type { GlobalMotion } from "@/lib/media/measure/global-motion"
import type { Moment } from "@/lib/media/measure/moment"
import { mean } from "@/lib/media/measure/numbers"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { thresholds } from "@/lib/media/measure/thresholds"

/** Mismatch above which a block is not the same thing any more. */
const changed = 0.5

type Kept = { level: Float32Array; still: Uint8Array }

export type FlickerMeter = {
  /** The next frame; returns the mean amplitude over it and the two before it, in luma, where enough blocks stand still. */
  add(motion: BlockMotion, camera: GlobalMotion | undefined): number | undefined
  /** After a cut. */
  restart(): void
}

/**
 * Flicker of blocks that stand still through three frames: |L₋₁ − 2·L₀ + L₊₁| ÷ 4 of their mean luma, which is a for a
 * light that alternates by ±a, and 0 for a steady fade. A block without texture stands still when the camera does.
 */
export function createFlickerMeter(): FlickerMeter {
  let kept: Kept[] = []
  return {
    add(motion, camera) {
      const still = stillBlocks(motion, camera)
      kept = [...kept.slice(-2), { level: motion.level, still }]
      const [first, second, third] = kept
      if (!first || !second || !third) return undefined
      let [sum, count] = [0, 0]
      for (let index = 0; index < still.length; index++) {
        if (!second.still[index] || !third.still[index]) continue
        const [a = 0, b = 0, c = 0] = [first.level[index], second.level[index], third.level[index]]
        sum += Math.abs(a - 2 * b + c) / 4
        count++
      }
      return count >= thresholds.flickerBlocks * still.length ? sum / count : undefined
    },
    restart() {
      kept = []
    },
  }
}

function stillBlocks(motion: BlockMotion, camera: GlobalMotion | undefined): Uint8Array {
  const cameraStands = camera !== undefined && Math.hypot(camera.x, camera.y) < thresholds.stillPixels
  return motion.isTextured.map((isTextured, index) => {
    if (!isTextured) return cameraStands ? 1 : 0
    const way = Math.hypot(motion.dx[index] ?? 0, motion.dy[index] ?? 0)
    return way < thresholds.stillPixels && (motion.mismatch[index] ?? 1) < changed ? 1 : 0
  })
}

export function flickerOf(moments: readonly Moment[]): ClipMeasures["flicker"] {
  const measured = moments.flatMap(({ change }) => (change?.flicker === undefined ? [] : [change.flicker]))
  const measuredShare = measured.length / Math.max(1, moments.length - 3)
  if (measured.length === 0 || measuredShare < thresholds.flickerFrames) {
    return { notMeasured: "Too little of the picture stands still to tell flicker from motion." }
  }
  return { percent: (mean(measured) * 100) / 255, measuredShare: Math.min(1, measuredShare) }
}
