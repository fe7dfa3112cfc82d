import type { VideoRequest } from "@/lib/providers/provider"

/** A still as it goes over the wire: `data` is bare base64. */
export type LumaImage = { data: string; media_type: string }

export type LumaImages = { firstFrame: LumaImage | undefined; lastFrame: LumaImage | undefined }

/** Key frames are counted at 24 frames a second: 0 to 240 in a clip of 10 s. */
const lastIndexOfTenSeconds = 240

/** Ours → theirs; `null` for a model that Luma's API has not. Undefined values vanish in JSON. */
export function toLuma(request: VideoRequest, images: LumaImages): Readonly<Record<string, unknown>> | null {
  if (request.model !== "luma/ray-3.2") return null
  return {
    model: "ray-3.2",
    // Left out, it would be a still.
    type: "video",
    prompt: request.prompt,
    aspect_ratio: request.aspectRatio,
    video: {
      resolution: request.resolution,
      duration: `${request.durationSeconds}s`,
      ...(request.durationSeconds === 10 ? keyFrames(images) : { start_frame: images.firstFrame, end_frame: images.lastFrame }),
    },
  }
}

/** `start_frame` and `end_frame` go with 5 s alone; in 10 s the same stills are key frames at both ends. */
function keyFrames({ firstFrame, lastFrame }: LumaImages) {
  if (firstFrame === undefined) return {}
  const ends = lastFrame === undefined ? [] : [lastFrame]
  return {
    keyframes: [firstFrame, ...ends],
    keyframe_indexes: [0, ...ends.map(() => lastIndexOfTenSeconds)],
  }
}
