import type { Recipe } from "@/lib/providers/fal/recipes/recipe"

/** Kling 3.0: the first frame is `start_image_url` here and nowhere else. */
export function kling3(tier: string): Recipe {
  const base = `fal-ai/kling-video/v3/${tier}`
  return (request, { firstFrame, lastFrame }) => {
    const input = {
      prompt: request.prompt,
      negative_prompt: request.negativePrompt,
      duration: String(request.durationSeconds),
      generate_audio: request.sound ?? false,
    }
    if (firstFrame === undefined) {
      return { endpoint: `${base}/text-to-video`, input: { ...input, aspect_ratio: request.aspectRatio } }
    }
    // The clip takes the picture's shape; there is no field for it.
    const frames = { start_image_url: firstFrame, end_image_url: lastFrame }
    return { endpoint: `${base}/image-to-video`, input: { ...input, ...frames } }
  }
}

/** Kling O3: `image_url` for the first frame, and references as `image_urls`. */
export function klingO3(tier: string): Recipe {
  const base = `fal-ai/kling-video/o3/${tier}`
  return (request, { firstFrame, lastFrame, references }) => {
    const input = {
      prompt: request.prompt,
      duration: String(request.durationSeconds),
      generate_audio: request.sound ?? false,
    }
    const withShape = { ...input, aspect_ratio: request.aspectRatio }
    if (references.length > 0) {
      return { endpoint: `${base}/reference-to-video`, input: { ...withShape, image_urls: references } }
    }
    if (firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input: withShape }
    const frames = { image_url: firstFrame, end_image_url: lastFrame }
    return { endpoint: `${base}/image-to-video`, input: { ...input, ...frames } }
  }
}

/** Kling 2.5 Turbo Pro: the last frame is `tail_image_url`. */
export const kling25: Recipe = (request, { firstFrame, lastFrame }) => {
  const base = "fal-ai/kling-video/v2.5-turbo/pro"
  const input = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    duration: String(request.durationSeconds),
  }
  if (firstFrame === undefined) {
    return { endpoint: `${base}/text-to-video`, input: { ...input, aspect_ratio: request.aspectRatio } }
  }
  const frames = { image_url: firstFrame, tail_image_url: lastFrame }
  return { endpoint: `${base}/image-to-video`, input: { ...input, ...frames } }
}

/** A character's picture acts out a clip. Oriented as in the clip, since only that allows up to 30 s. */
export function motionControl(version: string, tier: string): Recipe {
  return (request, { firstFrame, sourceClip }) => ({
    endpoint: `fal-ai/kling-video/${version}/${tier}/motion-control`,
    input: {
      prompt: request.prompt,
      image_url: firstFrame,
      video_url: sourceClip,
      character_orientation: "video",
      keep_original_sound: request.sound ?? false,
    },
  })
}
