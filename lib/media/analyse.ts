import type { Frame } from "node-av/lib"
import { decodeFrames, minDecodedShare } from "@/lib/media/decode-frames"
import { MediaError } from "@/lib/media/errors"
import { createPixelReader, fitInside, type Picture, type Pixels, toPng, toWebp } from "@/lib/media/picture"
import { probeVideo, type VideoFacts } from "@/lib/media/probe"

export type VideoAnalysis = {
  facts: VideoFacts
  /** From the middle, where takes that share a first frame differ; at most 640 pixels on its longer edge. */
  poster: Picture
  /** One row of `frames` equal pictures, evenly spread over the clip. */
  filmstrip: Picture & { frames: number }
  /** Full size and lossless: the decoded pixels themselves. */
  firstFrame: Picture
  lastFrame: Picture
}

/** Sees each decoded frame once, in the order they are shown; the frame is not its to free or to keep. */
export type FrameWatch = (frame: Frame, facts: VideoFacts) => Promise<void> | void

/** Sharp under a card of 240 × 135 points; 24 steps are one for every 10 points the pointer moves. */
const tileBox = { width: 240, height: 180 }
const tileCount = 24
const posterBox = { width: 640, height: 640 }

/**
 * Everything we keep about a clip, in one decoding pass over a local file: facts and pictures. Holds a few frames at a
 * time, whatever the file's length, and leaves the event loop free. The same file gives the same bytes. Throws
 * MediaError "not_a_video", "truncated" or "too_large". `watch` is shown every frame of the pass, and waited for.
 */
export async function analyseVideo(path: string, signal?: AbortSignal, watch?: FrameWatch): Promise<VideoAnalysis> {
  const probed = await probeVideo(path, signal)
  const full = { width: probed.width, height: probed.height }
  const tiles: Pixels[] = []
  const tileFrames = spread(probed.frameCount, tileCount)
  const posterFrame = Math.floor(probed.frameCount / 2)
  const readers = {
    tile: createPixelReader(probed, fitInside(probed, tileBox)),
    poster: createPixelReader(probed, fitInside(probed, posterBox)),
    edge: createPixelReader(probed, full, true),
  }
  let first: Promise<Picture> | undefined
  let poster: Promise<Picture> | undefined
  let last: Frame | undefined
  let count = 0
  try {
    for await (const frame of decodeFrames(path, probed, signal)) {
      last?.free()
      last = frame
      await watch?.(frame, probed)
      if (count === 0) first = keepQuiet(toPng(await readers.edge.read(frame)))
      if (count === tileFrames[tiles.length]) tiles.push(await readers.tile.read(frame))
      if (count === posterFrame) poster = keepQuiet(toWebp(await readers.poster.read(frame), 80))
      count++
    }
    if (!last || !first || count < probed.frameCount * minDecodedShare) {
      throw new MediaError("truncated", `${count} of ${probed.frameCount} frames could be decoded`)
    }
    poster ??= toWebp(await readers.poster.read(last), 80)
    const lastFrame = toPng(await readers.edge.read(last))
    const filmstrip = toWebp(sideBySide(tiles), 75)
    return {
      facts: { ...probed, frameCount: count },
      poster: await poster,
      filmstrip: { ...(await filmstrip), frames: tiles.length },
      firstFrame: await first,
      lastFrame: await lastFrame,
    }
  } finally {
    last?.free()
    for (const reader of Object.values(readers)) reader.close()
  }
}

/** The middles of `parts` equal stretches of 0..count-1; every index when there are fewer. */
function spread(count: number, parts: number): number[] {
  const used = Math.min(count, parts)
  return Array.from({ length: used }, (_, part) => Math.floor(((part + 0.5) * count) / used))
}

function sideBySide(tiles: Pixels[]): Pixels {
  const { width = 1, height = 1 } = tiles[0] ?? {}
  const stride = width * 3
  const data = Buffer.alloc(stride * tiles.length * height)
  tiles.forEach((tile, column) => {
    for (let row = 0; row < height; row++) {
      tile.data.copy(data, (row * tiles.length + column) * stride, row * stride, (row + 1) * stride)
    }
  })
  return { data, width: width * tiles.length, height }
}

/** A picture may fail while the pass still runs; whoever awaits it later gets the error, and nobody else. */
function keepQuiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
