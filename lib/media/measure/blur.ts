import type { Window } from "@/lib/media/measure/windows"

const reach = 4
/** Luma a pixel: below it 8-bit steps look like edges. */
const minSlope = 1
/** Of a window's pixels, those on edges that it needs to be judged by. */
const minEdgeShare = 0.02

/**
 * The blur effect of F. Crété-Roffet et al. ("The Blur Effect", SPIE 6492, 2007): blur the picture once more, and see how
 * much of the difference between neighbours goes. 0 is sharp, 1 has nothing left to lose. Here only pixels count that
 * lie on edges which survive the blur, so that noise, film grain and 8-bit steps are no sharpness. The sharpest window
 * speaks for the frame: a background out of focus is no fault. Undefined when no window has edges enough.
 */
export function blurEffect(windows: readonly Window[]): number | undefined {
  let least: number | undefined
  for (const { luma, size } of windows) {
    const effects = [effectAlong(luma, size, 1, size), effectAlong(luma, size, size, 1)]
    for (const effect of effects) if (effect !== undefined && (least === undefined || effect < least)) least = effect
  }
  return least
}

/** Along one axis: `step` leads to the next pixel of a line, `line` to the next line. */
function effectAlong(luma: Uint8Array, size: number, step: number, line: number): number | undefined {
  let [differences, lost, edges] = [0, 0, 0]
  const taps = 2 * reach + 1
  for (let row = 0; row < size; row++) {
    const start = row * line
    for (let at = reach + 1; at < size - reach; at++) {
      const here = start + at * step
      // The blurred line is a running mean: its difference is that of the pixels which enter and leave.
      const blurred = Math.abs((luma[here + reach * step] as number) - (luma[here - (reach + 1) * step] as number)) / taps
      if (blurred < minSlope) continue
      const sharp = Math.abs((luma[here] as number) - (luma[here - step] as number))
      edges++
      differences += sharp
      if (sharp > blurred) lost += sharp - blurred
    }
  }
  if (edges < minEdgeShare * size * size || differences === 0) return undefined
  return (differences - lost) / differences
}
