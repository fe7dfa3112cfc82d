import { createHash } from "node:crypto"
import type { VideoRequest } from "@/lib/providers/provider"

/** The stills as data URIs. */
export type SeedanceImages = {
  firstFrame: string | undefined
  lastFrame: string | undefined
  references: readonly string[]
}

/** What a model is called at ModelArk, and which fields it knows. Top-level fields are strictly checked there. */
const models: Readonly<Record<string, { id: string; audio: boolean; seedAndCamera: boolean }>> = {
  "seedance/seedance-2.5": { id: "dreamina-seedance-2-5-260628", audio: true, seedAndCamera: false },
  "seedance/seedance-2.0": { id: "dreamina-seedance-2-0-260128", audio: true, seedAndCamera: false },
  "seedance/seedance-2.0-fast": { id: "dreamina-seedance-2-0-fast-260128", audio: true, seedAndCamera: false },
  "seedance/seedance-2.0-mini": { id: "dreamina-seedance-2-0-mini-260615", audio: true, seedAndCamera: false },
  "seedance/seedance-1.5-pro": { id: "seedance-1-5-pro-251215", audio: true, seedAndCamera: true },
  "seedance/seedance-1.0-pro": { id: "seedance-1-0-pro-250528", audio: false, seedAndCamera: true },
  "seedance/seedance-1.0-pro-fast": { id: "seedance-1-0-pro-fast-251015", audio: false, seedAndCamera: true },
}

/** What ModelArk calls this model; undefined for one that it does not have. */
export function modelArkId(model: string): string | undefined {
  return models[model]?.id
}

/** After this the vendor gives a job up by itself, so that none runs and bills that nobody waits for any more. */
export const expiresAfterSeconds = 3 * 3600

/**
 * Our key as ModelArk may keep it: 64 characters, saying nothing. The field is meant for a hash of the end user. ModelArk
 * has no key for idempotency, and names this echoed field as the way to find a task again, so it is one per generation;
 * what it tells the vendor apart by is then one shot instead of one person.
 */
export function safetyIdentifier(idempotencyKey: string): string {
  return createHash("sha256").update(`rushes ${idempotencyKey}`).digest("hex")
}

/** Ours → theirs. `null` for a model that ModelArk does not have. Undefined values vanish in JSON. */
export function toSeedance(
  request: VideoRequest,
  images: SeedanceImages,
  call: { callbackUrl: string | undefined; idempotencyKey: string },
): Readonly<Record<string, unknown>> | null {
  const model = models[request.model]
  if (model === undefined) return null
  const still = (url: string, role: string) => ({ type: "image_url", image_url: { url }, role })
  const { firstFrame, lastFrame, references } = images
  return {
    model: model.id,
    content: [
      { type: "text", text: request.prompt },
      ...(firstFrame === undefined ? [] : [still(firstFrame, "first_frame")]),
      ...(lastFrame === undefined ? [] : [still(lastFrame, "last_frame")]),
      ...references.map((url) => still(url, "reference_image")),
    ],
    resolution: request.resolution,
    // From a frame the clip keeps its shape, to which we cropped it; 2.5 refuses any other word there.
    ratio: firstFrame === undefined ? request.aspectRatio : "adaptive",
    duration: request.durationSeconds,
    // Sound is made unless refused, and doubles the price of 1.5.
    generate_audio: model.audio ? request.sound === true : undefined,
    seed: model.seedAndCamera ? request.seed : undefined,
    camera_fixed: model.seedAndCamera ? request.camera?.motion === "static" : undefined,
    watermark: false,
    return_last_frame: true,
    execution_expires_after: expiresAfterSeconds,
    callback_url: call.callbackUrl,
    safety_identifier: safetyIdentifier(call.idempotencyKey),
  }
}
