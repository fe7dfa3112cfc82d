import type { Moment } from "@/lib/media/measure/moment"
import { thresholds } from "@/lib/media/measure/thresholds"

/**
 * Where a new scene begins. The first condition is that of FFmpeg's scdet: the mean difference jumps, so that steady
 * motion, however fast, is none. The second is ours: most blocks have no match in the frame before, so that a flash or a
 * jump of the camera is none. `previous` is the mean difference one frame earlier.
 */
export function isCut(meanAbsolute: number, previous: number, unmatched: number): boolean {
  const percent = (meanAbsolute * 100) / 255
  const score = Math.min(percent, percent - (previous * 100) / 255)
  return score >= thresholds.cutScore && unmatched >= thresholds.cutUnmatchedShare
}

export function cutTimes(moments: readonly Moment[]): number[] {
  return moments.filter(({ change }) => change?.isCut).map(({ atSeconds }) => atSeconds)
}
