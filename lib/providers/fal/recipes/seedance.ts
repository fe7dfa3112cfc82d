import type { Recipe } from "@/lib/providers/fal/recipes/recipe"
import type { VideoRequest } from "@/lib/providers/provider"

function common(request: VideoRequest) {
  return { prompt: request.prompt, resolution: request.resolution, duration: String(request.durationSeconds) }
}

/** Seedance 1.0 and 1.5: a locked camera is a parameter. Only 1.5 makes sound, and it is on by default. */
export function seedance1(base: string, { hasSound }: { hasSound: boolean }): Recipe {
  return (request, { firstFrame, lastFrame }) => {
    const input = {
      ...common(request),
      aspect_ratio: request.aspectRatio,
      generate_audio: hasSound ? (request.sound ?? false) : undefined,
      seed: request.seed,
      camera_fixed: request.camera?.motion === "static" ? true : undefined,
    }
    if (firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input }
    return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame, end_image_url: lastFrame } }
  }
}

/** Seedance 2.5: a seed for references alone, and from a frame the picture's own shape. */
export const seedance25: Recipe = (request, { firstFrame, lastFrame, references }) => {
  const base = "bytedance/seedance-2.5"
  const input = { ...common(request), generate_audio: request.sound ?? false }
  if (references.length > 0) {
    const more = { aspect_ratio: request.aspectRatio, image_urls: references, seed: request.seed }
    return { endpoint: `${base}/reference-to-video`, input: { ...input, ...more } }
  }
  if (firstFrame === undefined) {
    return { endpoint: `${base}/text-to-video`, input: { ...input, aspect_ratio: request.aspectRatio } }
  }
  return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame, end_image_url: lastFrame } }
}
