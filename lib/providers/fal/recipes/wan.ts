import type { Recipe } from "@/lib/providers/fal/recipes/recipe"
import type { VideoRequest } from "@/lib/providers/provider"

function common(request: VideoRequest) {
  // Expansion rewrites prompts by default; a comparison of models needs the words as they were written.
  return {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    resolution: request.resolution,
    duration: String(request.durationSeconds),
    seed: request.seed,
    enable_prompt_expansion: false,
  }
}

/** Wan 2.7. Its reference endpoint has no prompt expansion to turn off. */
export const wan27: Recipe = (request, { firstFrame, lastFrame, references }) => {
  const base = "fal-ai/wan/v2.7"
  const input = common(request)
  if (references.length > 0) {
    const { enable_prompt_expansion: _, ...rest } = input
    const more = { aspect_ratio: request.aspectRatio, reference_image_urls: references, multi_shots: false }
    return { endpoint: `${base}/reference-to-video`, input: { ...rest, ...more } }
  }
  if (firstFrame === undefined) {
    return { endpoint: `${base}/text-to-video`, input: { ...input, aspect_ratio: request.aspectRatio } }
  }
  return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame, end_image_url: lastFrame } }
}

/** Wan 2.6: takes a last frame nowhere, and cuts unasked unless told not to. */
export const wan26: Recipe = (request, { firstFrame }) => {
  const input = { ...common(request), multi_shots: false }
  if (firstFrame === undefined) {
    return { endpoint: "wan/v2.6/text-to-video", input: { ...input, aspect_ratio: request.aspectRatio } }
  }
  return { endpoint: "wan/v2.6/image-to-video", input: { ...input, image_url: firstFrame } }
}

/** Wan 3.0 Prime: lengths are numbers, sound is `audio`, and the first frame `start_image_url` (fal sheet and third-party code [T]). */
export const wan3Prime: Recipe = (request, { firstFrame, lastFrame, references }) => {
  const base = "alibaba/wan-3.0-prime"
  const { negative_prompt: _, ...rest } = common(request)
  const input = { ...rest, duration: request.durationSeconds, audio: request.sound ?? false }
  const withShape = { ...input, aspect_ratio: request.aspectRatio }
  if (references.length > 0) {
    return { endpoint: `${base}/reference-to-video`, input: { ...withShape, reference_image_urls: references } }
  }
  if (firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input: withShape }
  const frames = { start_image_url: firstFrame, end_image_url: lastFrame }
  // "adaptive": the picture's own shape.
  return { endpoint: `${base}/image-to-video`, input: { ...input, aspect_ratio: "adaptive", ...frames } }
}
