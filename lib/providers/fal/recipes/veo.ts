import type { Recipe } from "@/lib/providers/fal/recipes/recipe"

/** Veo 3.1: lengths such as "8s", and an endpoint of its own for each way in. */
export function veo(base: string): Recipe {
  return (request, { firstFrame, lastFrame, references }) => {
    const input = {
      prompt: request.prompt,
      negative_prompt: request.negativePrompt,
      aspect_ratio: request.aspectRatio,
      resolution: request.resolution,
      duration: `${request.durationSeconds}s`,
      // The default is true and twice the price: always say it.
      generate_audio: request.sound ?? false,
      seed: request.seed,
      // True by default on text alone: it would reword a refused prompt without telling, so what was asked is what is judged.
      auto_fix: false,
    }
    if (references.length > 0) {
      return { endpoint: `${base}/reference-to-video`, input: { ...input, image_urls: references } }
    }
    if (firstFrame !== undefined && lastFrame !== undefined) {
      const frames = { first_frame_url: firstFrame, last_frame_url: lastFrame }
      return { endpoint: `${base}/first-last-frame-to-video`, input: { ...input, ...frames } }
    }
    if (firstFrame !== undefined) {
      return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame } }
    }
    return { endpoint: base, input }
  }
}
