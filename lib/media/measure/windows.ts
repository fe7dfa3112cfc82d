import {
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV420P10LE,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV422P10LE,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUV444P10LE,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
} from "node-av/constants"
import type { Frame } from "node-av/lib"

/** A square of a frame's luma as it was decoded, not scaled; `left` and `top` lie on the 48-pixel grid. */
export type Window = { luma: Uint8Array; size: number }

/** 8, 12 and 16 divide it: a window begins where blocks of these sizes do. */
export const windowGrid = 48
const largest = 3 * windowGrid

const eightBits: readonly number[] = [
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  AV_PIX_FMT_NV12,
]
const tenBits: readonly number[] = [AV_PIX_FMT_YUV420P10LE, AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P10LE]

/** Middles of the windows, as shares of the frame: the centre and where the thirds cross. */
const places = [
  [1 / 2, 1 / 2],
  [1 / 3, 1 / 3],
  [2 / 3, 1 / 3],
  [1 / 3, 2 / 3],
  [2 / 3, 2 / 3],
] as const

/**
 * Five windows at full size: what a reduced picture no longer shows (blur, block edges) is sought in them. Undefined when
 * the frame is smaller than a window, or its pixels are of a kind that codecs of vendors do not deliver.
 */
export function lumaWindows(frame: Frame): Window[] | undefined {
  const size = Math.min(largest, Math.floor(Math.min(frame.width, frame.height) / windowGrid) * windowGrid)
  const bytes = eightBits.includes(frame.format) ? 1 : tenBits.includes(frame.format) ? 2 : 0
  const plane = frame.data?.[0]
  const stride = frame.linesize[0] ?? 0
  if (size === 0 || bytes === 0 || !plane || stride <= 0) return undefined
  const corners = new Set(places.map(([x, y]) => `${cornerAt(frame.width, x, size)} ${cornerAt(frame.height, y, size)}`))
  return [...corners].map((corner) => {
    const [left = 0, top = 0] = corner.split(" ").map(Number)
    return { luma: cut(plane, stride, bytes, left, top, size), size }
  })
}

function cornerAt(edge: number, share: number, size: number): number {
  const wanted = Math.round((edge * share - size / 2) / windowGrid) * windowGrid
  return Math.max(0, Math.min(Math.floor((edge - size) / windowGrid) * windowGrid, wanted))
}

function cut(plane: Buffer, stride: number, bytes: number, left: number, top: number, size: number): Uint8Array {
  const luma = new Uint8Array(size * size)
  for (let y = 0; y < size; y++) {
    const from = (top + y) * stride + left * bytes
    if (bytes === 1) luma.set(plane.subarray(from, from + size), y * size)
    else for (let x = 0; x < size; x++) luma[y * size + x] = plane.readUInt16LE(from + 2 * x) >> 2
  }
  return luma
}
