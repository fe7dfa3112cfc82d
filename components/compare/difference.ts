/** How many fold a difference can be shown. */
export const gains = [1, 2, 4, 8, 16] as const
export type Gain = (typeof gains)[number]

export type Size = { width: number; height: number }
export type Box = Size & { left: number; top: number }

/** What two pictures of the same grid differ by, before any gain, in 8-bit code values of red, green and blue. */
export type Difference = { mean: number; greatest: number; differingPixels: number; pixels: number }

/**
 * The grid on which two pictures are held against each other, and where each lies in it. It has the shape of A, which is
 * whole; B is fitted inside, as on the screen. Nothing is enlarged: the finer picture is reduced to the grid of the other.
 */
export function gridOf(a: Size, b: Size): { grid: Size; a: Box; b: Box } {
  const fit = Math.min(a.width / b.width, a.height / b.height)
  const grid = fit <= 1 ? a : { width: Math.round(a.width / fit), height: Math.round(a.height / fit) }
  return { grid, a: { left: 0, top: 0, ...grid }, b: inside(b, grid) }
}

/** The grid made smaller so that it has at most so many pixels; a grid that is small enough stays. */
export function reducedTo(grid: Size, mostPixels: number): Size {
  const scale = Math.min(1, Math.sqrt(mostPixels / (grid.width * grid.height)))
  return { width: Math.max(1, Math.round(grid.width * scale)), height: Math.max(1, Math.round(grid.height * scale)) }
}

/** The greatest box of a picture's shape in the middle of another. */
export function inside(picture: Size, frame: Size): Box {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height)
  const width = Math.min(frame.width, Math.round(picture.width * scale))
  const height = Math.min(frame.height, Math.round(picture.height * scale))
  return { left: Math.floor((frame.width - width) / 2), top: Math.floor((frame.height - height) / 2), width, height }
}

/**
 * Writes |a − b| × gain into `out`, channel by channel and never beyond 255, or its heat, and says what they differ by.
 * All three are RGBA of one grid, opaque. Outside `box`, where only one of them has a picture, it is black and not counted.
 */
export function differ(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  out: Uint8ClampedArray,
  { grid, box, gain, isHeat }: { grid: Size; box: Box; gain: Gain; isHeat: boolean },
): Difference {
  if (box.width < grid.width || box.height < grid.height) blacken(out)
  const amplified = Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, value * gain))
  const heat = isHeat ? heatTable() : null
  let [sum, greatest, differingPixels] = [0, 0, 0]
  for (let row = box.top; row < box.top + box.height; row++) {
    const end = (row * grid.width + box.left + box.width) * 4
    for (let at = (row * grid.width + box.left) * 4; at < end; at += 4) {
      const red = Math.abs((a[at] as number) - (b[at] as number))
      const green = Math.abs((a[at + 1] as number) - (b[at + 1] as number))
      const blue = Math.abs((a[at + 2] as number) - (b[at + 2] as number))
      const most = Math.max(red, green, blue)
      if (most > 0) differingPixels++
      if (most > greatest) greatest = most
      sum += red + green + blue
      if (heat) {
        const shade = (amplified[most] as number) * 3
        out[at] = heat[shade] as number
        out[at + 1] = heat[shade + 1] as number
        out[at + 2] = heat[shade + 2] as number
      } else {
        out[at] = amplified[red] as number
        out[at + 1] = amplified[green] as number
        out[at + 2] = amplified[blue] as number
      }
      out[at + 3] = 255
    }
  }
  const pixels = box.width * box.height
  return { mean: pixels === 0 ? 0 : sum / pixels / 3, greatest, differingPixels, pixels }
}

/** From black through blue, red and yellow to white, each stop lighter than the one before it. */
const heatStops = [
  [0, 0, 0],
  [40, 24, 120],
  [140, 30, 120],
  [222, 62, 60],
  [250, 150, 40],
  [252, 224, 110],
  [255, 255, 255],
] as const
let heats: Uint8Array | undefined

/** 256 colours as RGB triples, for the greatest of a pixel's three differences after the gain. */
export function heatTable(): Uint8Array {
  heats ??= Uint8Array.from({ length: 256 * 3 }, (_, index) => {
    const place = (Math.floor(index / 3) / 255) * (heatStops.length - 1)
    const stop = Math.min(heatStops.length - 2, Math.floor(place))
    const [from = 0, to = 0] = [heatStops[stop]?.[index % 3], heatStops[stop + 1]?.[index % 3]]
    return Math.round(from + (to - from) * (place - stop))
  })
  return heats
}

function blacken(out: Uint8ClampedArray) {
  out.fill(0)
  for (let at = 3; at < out.length; at += 4) out[at] = 255
}

/** A difference as a sentence, e.g. "Mean difference 1.42 of 255, greatest 97, 34 % of the pixels differ". */
export function differenceWords({ mean, greatest, differingPixels, pixels }: Difference): string {
  if (greatest === 0) return "No difference: every pixel is the same"
  const share = (differingPixels / pixels) * 100
  const shareWords = share < 1 ? "less than 1" : share > 99 && share < 100 ? "more than 99" : Math.round(share)
  return `Mean difference ${mean < 0.005 ? "below 0.01" : mean.toFixed(2)} of 255, greatest ${greatest}, ${shareWords} % of the pixels differ`
}
