import { deltaE2000, labOf, type Matrix, rgbOf } from "@/lib/media/measure/colour"
import { gridOf, meanOf, type Plane } from "@/lib/media/measure/plane"
import type { SmallFrame } from "@/lib/media/measure/reduce"
import { thresholds } from "@/lib/media/measure/thresholds"

/** The mean of all frames of one second: its colour, its palette and the light of its blocks. */
type Second = { frames: number; colour: Float64Array; palette: Float64Array; blocks: Float64Array }

export type Drift = { colour: number[]; palette: number[]; picture: number[] }

/** Bins of the palette: 16 of luma, 8 of each chroma around its middle. */
const lumaBins = 16
const chromaBins = 8

/** Gathers each second's mean picture, to hold it against that of second 0. */
export function createSecondsMeter(matrix: Matrix) {
  const seconds: Second[] = []
  return {
    add(frame: SmallFrame, plane: Plane, second: number): void {
      const own = (seconds[second] ??= emptySecond(frame))
      own.frames++
      addColours(frame, own)
      addBlocks(plane, frame, own)
    },
    /** How each of the first `count` seconds differs from second 0; a second without frames is as the one before. */
    finish(count: number): Drift {
      const drift: Drift = { colour: [], palette: [], picture: [] }
      const first = seconds[0]
      let last = first
      for (let at = 0; at < count && first; at++) {
        last = seconds[at] ?? last ?? first
        drift.colour.push(deltaE2000(labOfSecond(first, matrix), labOfSecond(last, matrix)))
        drift.palette.push(half(distance(first.palette, first.frames, last.palette, last.frames)))
        drift.picture.push(distance(first.blocks, first.frames, last.blocks, last.frames) / first.blocks.length / 255)
      }
      return drift
    },
  }
}

function emptySecond({ width, height }: SmallFrame): Second {
  const { columns, rows } = gridOf(width, height)
  return {
    frames: 0,
    colour: new Float64Array(3),
    palette: new Float64Array(lumaBins * chromaBins * chromaBins),
    blocks: new Float64Array(Math.max(1, columns * rows)),
  }
}

function addColours({ luma, u, v, width }: SmallFrame, { colour, palette }: Second) {
  const share = 1 / u.length
  const columns = width / 2
  let [sumY, sumU, sumV] = [0, 0, 0]
  for (let row = 0, at = 0; at < u.length; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const y = luma[2 * (row * width + column)] as number
      const cu = u[at] as number
      const cv = v[at] as number
      sumY += y
      sumU += cu
      sumV += cv
      const bin = ((y * lumaBins) >> 8) * chromaBins * chromaBins + chromaBin(cu) * chromaBins + chromaBin(cv)
      palette[bin] = (palette[bin] as number) + share
    }
  }
  colour[0] = (colour[0] as number) + sumY * share
  colour[1] = (colour[1] as number) + sumU * share
  colour[2] = (colour[2] as number) + sumV * share
}

/** Chroma keeps near its middle: bins of 12, the outer ones open. */
function chromaBin(value: number): number {
  return Math.max(0, Math.min(chromaBins - 1, Math.floor((value - 128) / 12 + chromaBins / 2)))
}

function addBlocks({ sums }: Plane, { width, height }: SmallFrame, { blocks }: Second) {
  const block = thresholds.blockPixels
  const grid = gridOf(width, height)
  for (let index = 0; index < grid.columns * grid.rows; index++) {
    const left = grid.left + (index % grid.columns) * block
    const top = grid.top + Math.floor(index / grid.columns) * block
    blocks[index] = (blocks[index] as number) + meanOf(sums, width, left, top, block)
  }
}

function labOfSecond({ colour, frames }: Second, matrix: Matrix) {
  const [y = 0, u = 128, v = 128] = colour.map((sum) => sum / frames)
  return labOf(...rgbOf(y, u, v, matrix))
}

function distance(a: Float64Array, framesA: number, b: Float64Array, framesB: number): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value / framesA - (b[at] as number) / framesB), 0)
}

function half(value: number): number {
  return value / 2
}
