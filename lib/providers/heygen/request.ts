import type { VideoRequest } from "@/lib/providers/provider"

/** A still inside the body. */
export type HeygenStill = { type: "base64"; media_type: string; data: string }

export type HeygenStills = { firstFrame: HeygenStill | undefined; references: readonly HeygenStill[] }

/** What the team entered; the ids of a look and a voice. */
export type HeygenCast = { avatarId: string | undefined; voiceId: string | undefined }

export type HeygenCall = {
  /** Names the video after our key, by which it is found again. */
  title: string
  callbackUrl: string | undefined
  callbackId: string
}

const engines: Readonly<Record<string, string>> = {
  "heygen/avatar-iii": "avatar_iii",
  "heygen/avatar-iv": "avatar_iv",
  "heygen/avatar-v": "avatar_v",
}

/**
 * Ours → theirs, a body for POST /v3/videos. A sentence in place of it where the team has not entered what the model
 * needs; `null` for a model that HeyGen does not have. Undefined values vanish in JSON.
 */
export function toHeygen(
  request: VideoRequest,
  { firstFrame, references }: HeygenStills,
  { avatarId, voiceId }: HeygenCast,
  { title, callbackUrl, callbackId }: HeygenCall,
): Readonly<Record<string, unknown>> | string | null {
  const { model, prompt, aspectRatio, resolution } = request
  const size = { aspect_ratio: aspectRatio, resolution }
  const callback = callbackUrl === undefined ? {} : { callback_url: callbackUrl, callback_id: callbackId }
  const speech = { script: prompt, voice_id: voiceId }
  const engine = engines[model]
  if (engine !== undefined) {
    if (avatarId === undefined) return needs("the id of an avatar look")
    return { type: "avatar", title, avatar_id: avatarId, ...speech, engine: { type: engine }, ...size, ...callback }
  }
  if (model === "heygen/photo-avatar") {
    if (voiceId === undefined) return needs("the id of a voice")
    return { type: "image", title, image: firstFrame, ...speech, ...size, ...callback }
  }
  if (model !== "heygen/cinematic-avatar") return null
  if (avatarId === undefined) return needs("the id of an avatar look")
  return {
    type: "cinematic_avatar",
    title,
    prompt,
    avatar_id: [avatarId],
    references: references.length === 0 ? undefined : references,
    ...size,
    duration: request.durationSeconds,
    // The prompt is the director's: nobody rewrites it in silence.
    enhance_prompt: false,
  }
}

function needs(what: string): string {
  return `Not sent. It needs ${what}: enter it under Settings, Vendors, HeyGen.`
}
