import { findModel } from "@/lib/providers/models"
import type { VideoRequest } from "@/lib/providers/provider"

/** The stills as data URIs. */
export type RunwayImages = { firstFrame: string | undefined; lastFrame: string | undefined; references: readonly string[] }

export type RunwaySubmit = { path: "/v1/text_to_video" | "/v1/image_to_video"; body: Readonly<Record<string, unknown>> }

/**
 * Ours → theirs; `null` for a model that has no body here. Bodies are checked per model with unknown fields refused, so
 * each model names exactly its own. Undefined values vanish in JSON.
 */
export function toRunway(request: VideoRequest, images: RunwayImages): RunwaySubmit | null {
  const ratio = ratioOf(request)
  if (ratio === null) return null
  const own = ownFields(request)
  if (own === null) return null
  const body = { ...own, promptText: request.prompt, ratio, duration: request.durationSeconds, seed: request.seed }
  if (images.firstFrame !== undefined) {
    const first = { uri: images.firstFrame, position: "first" }
    const last = images.lastFrame === undefined ? [] : [{ uri: images.lastFrame, position: "last" }]
    return { path: "/v1/image_to_video", body: { ...body, promptImage: [first, ...last] } }
  }
  const references = images.references.map((uri) => ({ uri }))
  return { path: "/v1/text_to_video", body: references.length === 0 ? body : { ...body, references } }
}

/** Runway's `ratio` is a pair of pixels such as "1280:720"; the catalogue lists the pairs of each model. */
function ratioOf(request: VideoRequest): string | null {
  const size = findModel(request.model)?.pixelSizes?.[request.resolution]?.[request.aspectRatio]
  return size === undefined ? null : size.join(":")
}

function ownFields(request: VideoRequest): Record<string, unknown> | null {
  switch (request.model) {
    case "runway/gen4.5":
      return { model: "gen4.5" }
    case "runway/gen4_turbo":
      return { model: "gen4_turbo" }
    case "runway/veo3.1_fast":
      return { model: "veo3.1_fast", audio: request.sound ?? false, negativePrompt: request.negativePrompt }
    case "runway/seedance2_mini":
      return { model: "seedance2_mini", audio: request.sound ?? false }
    default:
      return null
  }
}
