import { thresholds } from "@/lib/media/measure/thresholds"
import { type Window, windowGrid } from "@/lib/media/measure/windows"

/** Codecs' blocks of 8 and 16 pixels, and 8 enlarged by one and a half (480 to 720 lines). */
const periods = [8, 12, 16]
/** A step larger than this is the picture's own edge. */
const largestStep = 24
/** Mean luma step below which all is flat and a ratio means nothing. */
const flat = 0.15

/**
 * How much larger the steps of luma are on a grid of blocks than off it (after Z. Wang, H. Sheikh, A. Bovik, ICIP 2002, and
 * FFmpeg's blockdetect): 1 is no grid, or one too
 * faint to see. The grid must show across and along, or stripes would count. Undefined on
 * flat pictures. Blocks at other sizes, as other enlargements make them, are not seen.
 */
export function blockiness(windows: readonly Window[]): number | undefined {
  const across = ratio(profileAcross(windows))
  const along = ratio(profileAlong(windows))
  return across === undefined || along === undefined ? undefined : Math.min(across, along)
}

/** The mean step into each column of the grid of 48. */
function profileAcross(windows: readonly Window[]): Float64Array {
  const sums = new Float64Array(windowGrid)
  const counts = new Float64Array(windowGrid)
  for (const { luma, size } of windows) {
    for (let column = 1; column < size; column++) {
      let [sum, count] = [0, 0]
      for (let at = column; at < luma.length; at += size) {
        const change = Math.abs((luma[at] as number) - (luma[at - 1] as number))
        if (change > largestStep) continue
        sum += change
        count++
      }
      sums[column % windowGrid] = (sums[column % windowGrid] as number) + sum
      counts[column % windowGrid] = (counts[column % windowGrid] as number) + count
    }
  }
  return sums.map((sum, bin) => sum / Math.max(1, counts[bin] as number))
}

/** The mean step into each row of the grid of 48. */
function profileAlong(windows: readonly Window[]): Float64Array {
  const sums = new Float64Array(windowGrid)
  const counts = new Float64Array(windowGrid)
  for (const { luma, size } of windows) {
    for (let row = 1; row < size; row++) {
      let [sum, count] = [0, 0]
      for (let at = row * size; at < (row + 1) * size; at++) {
        const change = Math.abs((luma[at] as number) - (luma[at - size] as number))
        if (change > largestStep) continue
        sum += change
        count++
      }
      sums[row % windowGrid] = (sums[row % windowGrid] as number) + sum
      counts[row % windowGrid] = (counts[row % windowGrid] as number) + count
    }
  }
  return sums.map((sum, bin) => sum / Math.max(1, counts[bin] as number))
}

function ratio(bins: Float64Array): number | undefined {
  const total = bins.reduce((sum, bin) => sum + bin, 0)
  if (total / bins.length < flat) return undefined
  let most = 1
  for (const period of periods) {
    for (let phase = 0; phase < period; phase++) {
      let on = 0
      for (let bin = phase; bin < bins.length; bin += period) on += bins[bin] as number
      const count = bins.length / period
      const off = (total - on) / (bins.length - count)
      const isVisible = on / count - off >= thresholds.blockyStep
      if (off > 0 && isVisible) most = Math.max(most, on / count / off)
    }
  }
  return most
}
