import type { VideoRequest } from "@/lib/providers/provider"

/** The stills as raw base64, without the "data:" prefix that Kling rejects. */
export type KlingImages = { firstFrame: string | undefined; lastFrame: string | undefined }

export type KlingCall = { callbackUrl: string | undefined; externalTaskId: string }

export type KlingSubmit = { path: string; body: Readonly<Record<string, unknown>> }

/** What the settings of each model know. Multi-shot and native sound are words of later generations. */
const models: Readonly<Record<string, { path: string; multiShot: boolean; audio: boolean }>> = {
  "kling/kling-3.0": { path: "kling-3.0", multiShot: true, audio: true },
  "kling/kling-3.0-turbo": { path: "kling-3.0-turbo", multiShot: true, audio: true },
  "kling/kling-2.6": { path: "kling-2.6", multiShot: false, audio: true },
  "kling/kling-2.5-turbo": { path: "kling-2.5-turbo", multiShot: false, audio: false },
}

/** Ours → theirs, the "model in the path" API. `null` for a model that has no path. Undefined values vanish in JSON. */
export function toKling(request: VideoRequest, images: KlingImages, call: KlingCall): KlingSubmit | null {
  const model = models[request.model]
  if (model === undefined) return null
  const settings = {
    // True by default on 3.0, and then cuts appear that nobody asked for.
    multi_shot: model.multiShot ? false : undefined,
    audio: model.audio ? (request.sound === true ? "native" : "off") : undefined,
    resolution: request.resolution,
    duration: request.durationSeconds,
  }
  const options = { callback_url: call.callbackUrl, external_task_id: call.externalTaskId }
  if (images.firstFrame === undefined) {
    const body = { prompt: request.prompt, settings: { ...settings, aspect_ratio: request.aspectRatio }, options }
    return { path: `/text-to-video/${model.path}`, body }
  }
  // From a frame there is no ratio field: the clip follows the picture, which was cropped to the asked shape.
  const contents = [
    { type: "prompt", text: request.prompt },
    { type: "first_frame", url: images.firstFrame },
    ...(images.lastFrame === undefined ? [] : [{ type: "last_frame", url: images.lastFrame }]),
  ]
  return { path: `/image-to-video/${model.path}`, body: { contents, settings, options } }
}
