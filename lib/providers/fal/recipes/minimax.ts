import { type Recipe, upperResolution } from "@/lib/providers/fal/recipes/recipe"

/** Hailuo 02 and 2.3. The optimizer rewrites prompts by default; a comparison of models needs the words as they were written. */
export function hailuo(version: string, tier: "pro" | "standard"): Recipe {
  const base = `fal-ai/minimax/${version}/${tier}`
  return (request, { firstFrame, lastFrame }) => {
    const duration = tier === "standard" ? String(request.durationSeconds) : undefined
    const input = { prompt: request.prompt, prompt_optimizer: false, duration }
    if (firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input }
    const frames = { image_url: firstFrame, end_image_url: lastFrame }
    // The one endpoint of these that can be asked for a size.
    const resolution = version === "hailuo-02" && tier === "standard" ? upperResolution(request) : undefined
    return { endpoint: `${base}/image-to-video`, input: { ...input, ...frames, resolution } }
  }
}

/** H3 Max: lengths are numbers; field names of the references and of the expansion from third-party code that runs [T]. */
export const h3Max: Recipe = (request, { firstFrame, lastFrame, references }) => {
  const base = "minimax/h3-max"
  const input = {
    prompt: request.prompt,
    duration: request.durationSeconds,
    resolution: upperResolution(request),
    seed: request.seed,
    prompt_expansion_mode: "disabled",
  }
  const withShape = { ...input, aspect_ratio: request.aspectRatio }
  if (references.length > 0) {
    return { endpoint: `${base}/reference-to-video`, input: { ...withShape, reference_image_urls: references } }
  }
  if (firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input: withShape }
  // The clip takes the picture's shape.
  return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: firstFrame, end_image_url: lastFrame } }
}
