import type { KlingCall, KlingImages, KlingSubmit } from "@/lib/providers/kling/request"
import type { Resolution, VideoRequest } from "@/lib/providers/provider"

/** The ways into the older API: each has its own create and query path. */
export const legacyKinds = ["text2video", "image2video", "omni-video"] as const
export type LegacyKind = (typeof legacyKinds)[number]

/** `model_name` of each model that the older API has; 3.0 Turbo came after it. */
const models: Readonly<Record<string, { name: string; isOmni?: true; hasSound: boolean }>> = {
  "kling/kling-3.0": { name: "kling-v3", hasSound: true },
  "kling/kling-3.0-omni": { name: "kling-v3-omni", isOmni: true, hasSound: true },
  "kling/kling-o1": { name: "kling-video-o1", isOmni: true, hasSound: false },
  "kling/kling-2.6": { name: "kling-v2-6", hasSound: true },
  "kling/kling-2.5-turbo": { name: "kling-v2-5-turbo", hasSound: false },
}

const modes: Partial<Record<Resolution, string>> = { "720p": "std", "1080p": "pro", "4k": "4k" }

const maxPromptCharacters = 2500

/** The way in for a request; null for a model that the older API does not have, or a prompt that is too long for it. */
export function legacyKind(request: Pick<VideoRequest, "model" | "prompt" | "firstFrame">): LegacyKind | null {
  const model = models[request.model]
  if (model === undefined || request.prompt.length > maxPromptCharacters) return null
  if (model.isOmni) return "omni-video"
  return request.firstFrame === undefined ? "text2video" : "image2video"
}

/** Ours → theirs, the "model_name in the body" API; `null` for what it does not take. Undefined values vanish in JSON. */
export function toLegacyKling(
  request: VideoRequest,
  images: KlingImages,
  call: KlingCall,
): (KlingSubmit & { kind: LegacyKind }) | null {
  const model = models[request.model]
  const kind = legacyKind(request)
  if (model === undefined || kind === null) return null
  const { firstFrame, lastFrame } = images
  const body = {
    model_name: model.name,
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    mode: modes[request.resolution],
    // A string, unlike in the newer API.
    duration: String(request.durationSeconds),
    aspect_ratio: firstFrame === undefined ? request.aspectRatio : undefined,
    sound: model.hasSound ? (request.sound === true ? "on" : "off") : undefined,
    callback_url: call.callbackUrl,
    external_task_id: call.externalTaskId,
  }
  const path = `/v1/videos/${kind}`
  if (kind === "omni-video") {
    const imageList = omniImages(images)
    return { kind, path, body: { ...body, ...(imageList.length > 0 && { image_list: imageList }) } }
  }
  return { kind, path, body: kind === "text2video" ? body : { ...body, image: firstFrame, image_tail: lastFrame } }
}

/** A picture without a type is a reference (typed client of ComfyUI, read 2026-11-21). */
function omniImages({ firstFrame, lastFrame, references }: KlingImages) {
  return [
    ...(firstFrame === undefined ? [] : [{ image_url: firstFrame, type: "first_frame" }]),
    ...(lastFrame === undefined ? [] : [{ image_url: lastFrame, type: "end_frame" }]),
    ...references.map((reference) => ({ image_url: reference })),
  ]
}
