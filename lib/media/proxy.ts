import { Encoder, FilterAPI, Muxer } from "node-av/api"
import {
  AV_CODEC_FLAG_BITEXACT,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_UNSPECIFIED,
  type AVColorSpace,
  FF_ENCODER_LIBX264,
} from "node-av/constants"
import { type Frame, Rational } from "node-av/lib"
import { silenceFfmpeg } from "@/lib/media/ffmpeg"
import { turns } from "@/lib/media/picture"
import type { VideoFacts } from "@/lib/media/probe"

export const proxyMime = "video/mp4"

const shortEdge = 360
/** A step back decodes at most so many frames. */
const keyframeEvery = 6

export type ProxyEncoder = {
  width: number
  height: number
  /** The next frame as it is shown; it stays the caller's. */
  add(frame: Frame): Promise<void>
  /** Call once, after the last frame: the file is whole then. */
  finish(): Promise<void>
  /** Lets go of everything; without `finish` the file is no clip. */
  close(): Promise<void>
}

/** The clip's shape in even edges, the shorter of at most 360 pixels; never larger than the clip. */
export function proxySize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, shortEdge / Math.min(width, height))
  const even = (edge: number) => Math.max(2, Math.min(Math.round((edge * scale) / 2), Math.floor(edge / 2)) * 2)
  return { width: even(width), height: even(height) }
}

/**
 * Writes a small silent H.264 mp4 of a clip for scrubbing, from the frames of a pass that somebody else makes: frame i is
 * the clip's frame i at the clip's own time stamp, upright, with a keyframe every six frames, nothing reordered, and the
 * index in front. Equal frames give equal bytes: one thread.
 */
export async function createProxyEncoder(path: string, facts: VideoFacts): Promise<ProxyEncoder> {
  silenceFfmpeg()
  const size = proxySize(facts)
  const encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    context: { gopSize: keyframeEvery, maxBFrames: 0, threadCount: 1 },
    configure(context) {
      context.setFlags(AV_CODEC_FLAG_BITEXACT)
      // The time base stays the clip's, so that no stamp is rounded; without a rate, x264 takes its ticks for frames and
      // writes a level that decoders refuse.
      context.framerate = new Rational(Math.round(facts.fps * 1000), 1000)
    },
    options: { preset: "superfast", tune: "fastdecode", crf: 25 },
  })
  const muxer = await Muxer.open(path, { format: "mp4", options: { movflags: "+faststart", fflags: "+bitexact" } })
  const track = muxer.addStream(encoder)
  let filter: FilterAPI | undefined

  async function encode(frame: Frame | null): Promise<void> {
    for (const packet of await encoder.encodeAll(frame)) {
      await muxer.writePacket(packet, track)
      packet.free()
    }
  }

  return {
    ...size,
    async add(frame) {
      filter ??= FilterAPI.create(describe(frame, facts, size))
      for (const small of await filter.processAll(frame)) {
        small.colorSpace = matrixOf(frame)
        small.colorRange = AVCOL_RANGE_MPEG
        await encode(small).finally(() => small.free())
      }
    },
    async finish() {
      await encode(null)
      await muxer.close()
    },
    async close() {
      await muxer.close()
      encoder.close()
      filter?.close()
    },
  }
}

function describe({ colorSpace }: Frame, { rotation }: VideoFacts, size: { width: number; height: number }): string {
  const [width, height] = rotation % 180 === 0 ? [size.width, size.height] : [size.height, size.width]
  const matrix = colorSpace === AVCOL_SPC_RGB ? ":out_color_matrix=bt709" : ""
  const scale = `scale=w=${width}:h=${height}:flags=area+accurate_rnd+bitexact${matrix}:out_range=tv`
  return `${scale}${turns[rotation]},format=yuv420p,setsar=1`
}

/**
 * The matrix is the clip's, so that its colours are not touched, and is named where the clip names none: browsers would
 * take the clip for BT.709 from 720 lines up, and the small copy for BT.601.
 */
function matrixOf({ colorSpace, width, height }: Frame): AVColorSpace {
  if (colorSpace === AVCOL_SPC_RGB) return AVCOL_SPC_BT709
  if (colorSpace !== AVCOL_SPC_UNSPECIFIED) return colorSpace
  return Math.min(width, height) >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M
}
