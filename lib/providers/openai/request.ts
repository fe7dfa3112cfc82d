import type { VideoCreateParams, VideoSize } from "openai/resources/videos"
import { findModel } from "@/lib/providers/models"
import type { VideoRequest } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"

/**
 * Ours → theirs; null for a model that is not one of these. Length is a string on this wire: a number is a 400. There is no
 * field for seed, negative prompt, sound or a callback.
 */
export function toOpenAi(request: VideoRequest, reference: File | undefined): VideoCreateParams | null {
  const model = nameOf(request.model)
  const size = sizeOf(request)
  if (model === null || size === null) return null
  return {
    model,
    prompt: request.prompt,
    seconds: String(request.durationSeconds) as VideoCreateParams["seconds"],
    // The SDK's list of sizes lags behind the guide, which has 1080p.
    size: size.join("x") as VideoSize,
    ...(reference !== undefined && { input_reference: reference }),
  }
}

/** The clip's width and height, which a first frame must have too; null for a model that is not one of these. */
export function sizeOf(request: VideoRequest): readonly [width: number, height: number] | null {
  const model = findModel(request.model)
  return model === undefined ? null : expectedSize(model, request)
}

function nameOf(id: string): string | null {
  return id === "openai/sora-2" || id === "openai/sora-2-pro" ? id.slice("openai/".length) : null
}
