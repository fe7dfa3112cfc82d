import type { Resolution, VideoRequest } from "@/lib/providers/provider"

/** Addresses of the stills, uploaded before, in the order and number of the request. */
export type FalImages = { firstFrame: string | undefined; lastFrame: string | undefined; references: readonly string[] }

export type FalSubmit = { endpoint: string; input: Readonly<Record<string, unknown>> }

/** Ours → theirs. `null` for a model that has no endpoint (retired). Undefined values vanish in JSON. */
export function toFal(request: VideoRequest, images: FalImages): FalSubmit | null {
  switch (request.model) {
    case "fal/veo3.1":
      return veo("fal-ai/veo3.1", request, images)
    case "fal/veo3.1-fast":
      return veo("fal-ai/veo3.1/fast", request, images)
    case "fal/seedance-1.5-pro":
      return seedance(request, images)
    case "fal/hailuo-02-pro":
      return hailuo(request, images)
    default:
      return null
  }
}

function veo(base: string, request: VideoRequest, images: FalImages): FalSubmit {
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
  if (images.references.length > 0) {
    return { endpoint: `${base}/reference-to-video`, input: { ...input, image_urls: images.references } }
  }
  if (images.firstFrame !== undefined && images.lastFrame !== undefined) {
    const frames = { first_frame_url: images.firstFrame, last_frame_url: images.lastFrame }
    return { endpoint: `${base}/first-last-frame-to-video`, input: { ...input, ...frames } }
  }
  if (images.firstFrame !== undefined) {
    return { endpoint: `${base}/image-to-video`, input: { ...input, image_url: images.firstFrame } }
  }
  return { endpoint: base, input }
}

function seedance(request: VideoRequest, images: FalImages): FalSubmit {
  const resolution: Resolution = request.resolution
  const input = {
    prompt: request.prompt,
    aspect_ratio: request.aspectRatio,
    resolution,
    duration: String(request.durationSeconds),
    generate_audio: request.sound ?? false,
    seed: request.seed,
    camera_fixed: request.camera?.motion === "static" ? true : undefined,
  }
  const base = "fal-ai/bytedance/seedance/v1.5/pro"
  if (images.firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input }
  return {
    endpoint: `${base}/image-to-video`,
    input: { ...input, image_url: images.firstFrame, end_image_url: images.lastFrame },
  }
}

function hailuo(request: VideoRequest, images: FalImages): FalSubmit {
  // The optimizer rewrites prompts by default; a comparison of models needs the words as they were written.
  const input = { prompt: request.prompt, prompt_optimizer: false }
  const base = "fal-ai/minimax/hailuo-02/pro"
  if (images.firstFrame === undefined) return { endpoint: `${base}/text-to-video`, input }
  return {
    endpoint: `${base}/image-to-video`,
    input: { ...input, image_url: images.firstFrame, end_image_url: images.lastFrame },
  }
}
