import { FilterAPI } from "node-av/api"
import type { Frame } from "node-av/lib"
import { thresholds } from "@/lib/media/measure/thresholds"
import { turns } from "@/lib/media/picture"
import type { VideoFacts } from "@/lib/media/probe"

/** An upright frame made small: luma, and chroma at half its size, all in full range. */
export type SmallFrame = {
  width: number
  height: number
  luma: Uint8Array
  u: Uint8Array
  v: Uint8Array
}

export type Reducer = { width: number; height: number; read(frame: Frame): SmallFrame; close(): void }

/** The size of the reduced picture: the clip's shape, even edges, never larger than the clip. */
export function reducedSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(thresholds.picturePixels / (width * height)))
  const even = (edge: number) => Math.max(2, Math.round((edge * scale) / 2) * 2)
  return { width: even(width), height: even(height) }
}

/** Makes decoded frames small by averaging (swscale's "area"), so that noise and codec dirt do not fold into them. */
export function createReducer(facts: VideoFacts): Reducer {
  const size = reducedSize(facts)
  const [width, height] = facts.rotation % 180 === 0 ? [size.width, size.height] : [size.height, size.width]
  const scale = `scale=w=${width}:h=${height}:flags=area+accurate_rnd+bitexact:out_range=full`
  const filter = FilterAPI.create(`${scale}${turns[facts.rotation]},format=yuv420p`)
  return {
    ...size,
    read(frame) {
      const [small] = filter.processAllSync(frame)
      if (!small) throw new Error("FFmpeg's scaler gave no picture")
      const bytes = small.toBuffer()
      small.free()
      const pixels = size.width * size.height
      return {
        ...size,
        luma: bytes.subarray(0, pixels),
        u: bytes.subarray(pixels, pixels + pixels / 4),
        v: bytes.subarray(pixels + pixels / 4, pixels + pixels / 2),
      }
    },
    close: () => filter.close(),
  }
}
