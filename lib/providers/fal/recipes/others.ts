import type { Recipe } from "@/lib/providers/fal/recipes/recipe"
import type { CameraMotion, Resolution } from "@/lib/providers/provider"

/** Luma's Ray 2: lengths such as "9s". */
export function ray2(name: string): Recipe {
  const base = `fal-ai/luma-dream-machine/${name}`
  return (request, { firstFrame, lastFrame }) => {
    const input = {
      prompt: request.prompt,
      aspect_ratio: request.aspectRatio,
      resolution: request.resolution,
      duration: `${request.durationSeconds}s`,
    }
    if (firstFrame === undefined) return { endpoint: base, input }
    return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame, end_image_url: lastFrame } }
  }
}

/** Grok Imagine: lengths are numbers. */
export const grokImagine: Recipe = (request, { firstFrame, references }) => {
  const base = "xai/grok-imagine-video"
  const input = {
    prompt: request.prompt,
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    duration: request.durationSeconds,
  }
  if (references.length > 0) {
    return { endpoint: `${base}/reference-to-video`, input: { ...input, reference_image_urls: references } }
  }
  if (firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input }
  return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame } }
}

/** Grok Imagine 1.5 begins with a picture, whose shape the clip takes. */
export const grokImagine15: Recipe = (request, { firstFrame }) => ({
  endpoint: "xai/grok-imagine-video/v1.5/image-to-video",
  input: {
    prompt: request.prompt,
    resolution: request.resolution,
    duration: request.durationSeconds,
    image_url: firstFrame,
  },
})

const ltxMotions: Partial<Record<CameraMotion, string>> = {
  static: "static",
  push_in: "dolly_in",
  pull_out: "dolly_out",
  truck_left: "dolly_left",
  truck_right: "dolly_right",
  pedestal_up: "jib_up",
  pedestal_down: "jib_down",
}
const ltxSizes: Partial<Record<Resolution, string>> = { "2k": "1440p", "4k": "2160p" }

/** LTX 2.5: the one model here with words of its own for camera moves. How strong a move is, it cannot be told. */
export function ltx25(tier: string): Recipe {
  const base = "lightricks/ltx-2.5"
  return (request, { firstFrame, lastFrame }) => {
    const input = {
      prompt: request.prompt,
      aspect_ratio: request.aspectRatio,
      resolution: ltxSizes[request.resolution] ?? request.resolution,
      duration: String(request.durationSeconds),
      generate_audio: request.sound ?? false,
      camera_motion: request.camera && ltxMotions[request.camera.motion],
    }
    if (firstFrame === undefined) return { endpoint: `${base}/text-to-video/${tier}`, input }
    const frames = { image_url: firstFrame, end_image_url: lastFrame }
    return { endpoint: `${base}/image-to-video/${tier}`, input: { ...input, ...frames } }
  }
}
