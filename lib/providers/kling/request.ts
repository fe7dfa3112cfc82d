import type { VideoRequest } from "@/lib/providers/provider"

/** The stills as raw base64, without the "data:" prefix that Kling rejects. */
export type KlingImages = { firstFrame: string | undefined; lastFrame: string | undefined; references: readonly string[] }

export type KlingCall = { callbackUrl: string | undefined; externalTaskId: string }

export type KlingSubmit = { path: string; body: Readonly<Record<string, unknown>> }

/** What the settings of each model know. Multi-shot and native sound are words of later generations. */
const models: Readonly<Record<string, { path: string; isOmni?: true; multiShot: boolean; audio: boolean }>> = {
  "kling/kling-3.0": { path: "kling-3.0", multiShot: true, audio: true },
  "kling/kling-3.0-turbo": { path: "kling-3.0-turbo", multiShot: true, audio: true },
  "kling/kling-3.0-omni": { path: "kling-3.0-omni", isOmni: true, multiShot: true, audio: true },
  "kling/kling-o1": { path: "kling-o1", isOmni: true, multiShot: false, audio: false },
  "kling/kling-2.6": { path: "kling-2.6", multiShot: false, audio: true },
  "kling/kling-2.5-turbo": { path: "kling-2.5-turbo", multiShot: false, audio: false },
}

/** Ours → theirs, the "model in the path" API. `null` for a model that has no path. Undefined values vanish in JSON. */
export function toKling(request: VideoRequest, images: KlingImages, call: KlingCall): KlingSubmit | null {
  const model = models[request.model]
  if (model === undefined) return null
  const isFromFrame = images.firstFrame !== undefined
  const settings = {
    // True by default on 3.0, and then cuts appear that nobody asked for.
    multi_shot: model.multiShot ? false : undefined,
    audio: model.audio ? (request.sound === true ? "native" : "off") : undefined,
    resolution: request.resolution,
    // From a frame there is no ratio field: the clip follows the picture, which was cropped to the asked shape.
    aspect_ratio: isFromFrame ? undefined : request.aspectRatio,
    duration: request.durationSeconds,
  }
  const options = { callback_url: call.callbackUrl, external_task_id: call.externalTaskId }
  if (model.isOmni || isFromFrame) {
    const way = model.isOmni ? "omni-video" : "image-to-video"
    return { path: `/${way}/${model.path}`, body: { contents: contentsOf(request, images), settings, options } }
  }
  return { path: `/text-to-video/${model.path}`, body: { prompt: request.prompt, settings, options } }
}

function contentsOf({ prompt }: VideoRequest, { firstFrame, lastFrame, references }: KlingImages) {
  return [
    { type: "prompt", text: prompt },
    ...(firstFrame === undefined ? [] : [{ type: "first_frame", url: firstFrame }]),
    ...(lastFrame === undefined ? [] : [{ type: "last_frame", url: lastFrame }]),
    ...references.map((url) => ({ type: "refer_image", url })),
  ]
}
