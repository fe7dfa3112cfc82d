import type { VideoRequest } from "@/lib/providers/provider"

/** Runcrate's own ids, as far as they were seen word for word. */
const models: Readonly<Record<string, string>> = {
  "runcrate/veo-3.0": "google/veo-3.0",
  "runcrate/wan-2.1-t2v-14b": "wan-ai/Wan2.1-T2V-14B",
}

/**
 * Ours → theirs; `null` for a model that is gone or another's. `duration` is what both SDKs send; one page says
 * `duration_seconds`, and the sheet advises against sending both before somebody has tried it.
 */
export function toRuncrate(request: VideoRequest): Readonly<Record<string, unknown>> | null {
  const model = models[request.model]
  if (model === undefined) return null
  return { model, prompt: request.prompt, duration: request.durationSeconds, aspect_ratio: request.aspectRatio }
}
