import type { ClipRef } from "@/lib/providers/provider"
import type { Builder } from "@/lib/providers/runway/request"
import { gen4Sizes, pairOf } from "@/lib/providers/runway/sizes"
import { ratioValue } from "@/lib/providers/size"

/* Work on a clip that there is: a performance to transfer, a take to edit or to enlarge. */

const actTwo: Builder = ({ aspectRatio, resolution, seed }, { firstFrame, sourceClip }) => {
  const ratio = pairOf(gen4Sizes, { aspectRatio, size: resolution })
  if (ratio === null || firstFrame === undefined || sourceClip === undefined) return null
  return {
    path: "/v1/character_performance",
    body: {
      model: "act_two",
      character: { type: "image", uri: firstFrame },
      reference: { type: "video", uri: sourceClip },
      ratio,
      seed,
    },
  }
}

/** More than this far from the asked shape, and the edit is painted out to it. */
const shapeTolerance = 0.02

const aleph2: Builder = (request, { sourceClip: videoUri }) => {
  if (videoUri === undefined) return null
  const { prompt: promptText, seed, sourceClip } = request
  const asked = (["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"] as const).find((shape) => shape === request.aspectRatio)
  const targetAspectRatio = asked === undefined || hasShape(sourceClip, ratioValue(asked)) ? undefined : asked
  return { path: "/v1/video_to_video", body: { model: "aleph2", videoUri, promptText, seed, targetAspectRatio } }
}

function hasShape(clip: ClipRef | undefined, ratio: number): boolean {
  return clip !== undefined && Math.abs(clip.width / clip.height / ratio - 1) <= shapeTolerance
}

const upscale: Builder = ({ resolution: asked }, { sourceClip: videoUri }) => {
  const resolution = asked === "1080p" ? "1k" : (["720p", "2k", "4k"] as const).find((size) => size === asked)
  if (videoUri === undefined || resolution === undefined) return null
  return { path: "/v1/video_upscale", body: { model: "magnific_video_upscaler_creative", videoUri, resolution } }
}

/** The catalogue promises 60 frames per second. */
const frameRate: Builder = (_, { sourceClip: videoUri }) =>
  videoUri === undefined
    ? null
    : { path: "/v1/video_upscale", body: { model: "enhance_frame_rate", videoUri, targetFramerate: "60" } }

export const workBuilders: Readonly<Record<string, Builder>> = {
  "runway/act_two": actTwo,
  "runway/aleph2": aleph2,
  "runway/magnific_video_upscaler_creative": upscale,
  "runway/enhance_frame_rate": frameRate,
}
