import { geminiFrameModels } from "@/lib/providers/gemini/frame-models"
import { geminiModels } from "@/lib/providers/gemini/models"
import type { FrameRequest, ImageRef, SubmitCall, VideoRequest } from "@/lib/providers/provider"

/** A still as the vendor takes it. */
export type GeminiImage = { data: string; mime: string }
export type GeminiImages = {
  firstFrame: GeminiImage | undefined
  lastFrame: GeminiImage | undefined
  references: readonly GeminiImage[]
}

/** A still's bytes in base64. */
export async function readStill(image: ImageRef, call: SubmitCall): Promise<GeminiImage> {
  const { bytes, mime } = await call.readImage(image)
  return { data: Buffer.from(bytes).toString("base64"), mime }
}

export type GeminiBody = Readonly<Record<string, unknown>>

/** Its only size is its default one, and which fields beyond the shape it takes is not documented. */
const withoutResolution = new Set(["gemini-omni-flash-preview"])

/**
 * A clip for the Interactions API, to be made in the background; `null` for a model that is not sent any more. Undefined
 * values vanish in JSON.
 */
export function toOmni(request: VideoRequest, images: GeminiImages, callbackUrl: string | undefined): GeminiBody | null {
  const model = modelName(geminiModels, request.model)
  if (model === null) return null
  const { firstFrame, lastFrame, references } = images
  const stills = [firstFrame, lastFrame, ...references].filter((image) => image !== undefined)
  return {
    model,
    input: toInput(stills, `${rolesOf(images)}${request.prompt}`),
    response_format: {
      type: "video",
      aspect_ratio: request.aspectRatio,
      resolution: withoutResolution.has(model) ? undefined : request.resolution,
      duration: `${request.durationSeconds}s`,
      // Inline is only for clips up to about 4 MB.
      delivery: "uri",
    },
    generation_config: taskOf(images),
    background: true,
    // Needed for background work, and to read the result at all.
    store: true,
    webhook_config: callbackUrl === undefined ? undefined : { uris: [callbackUrl] },
  }
}

/** One still, answered at once; `null` for a model that is not sent any more. */
export function toStill(request: FrameRequest, references: readonly GeminiImage[]): GeminiBody | null {
  const model = modelName(geminiFrameModels, request.model)
  if (model === null) return null
  return {
    model,
    input: toInput(references, request.prompt),
    response_format: {
      type: "image",
      mime_type: "image/jpeg",
      aspect_ratio: request.aspectRatio,
      image_size: request.size.toUpperCase(),
    },
  }
}

type Listed = readonly { id: string; lifecycle: { state: string } }[]

/** Google's own id of a catalogue id. */
function modelName(models: Listed, id: string): string | null {
  const model = models.find((candidate) => candidate.id === id)
  return model === undefined || model.lifecycle.state === "retired" ? null : id.slice("gemini/".length)
}

function toInput(images: readonly GeminiImage[], text: string): unknown {
  if (images.length === 0) return text
  return [...images.map(({ data, mime }) => ({ type: "image", data, mime_type: mime })), { type: "text", text }]
}

/**
 * What each still is for, declared before the prompt: there is no field for it (Omni guide: "declare these sources and
 * references at the start of your prompt"). Images count from 1, references from 0.
 */
function rolesOf({ firstFrame, lastFrame, references }: GeminiImages): string {
  if (firstFrame !== undefined) {
    const last = lastFrame === undefined ? "" : " <LAST_FRAME>@Image2"
    return `[# Sources <FIRST_FRAME>@Image1${last}] `
  }
  if (references.length === 0) return ""
  return `[# References ${references.map((_, index) => `<IMAGE_REF_${index}>@Image${index + 1}`).join(" ")}] `
}

/** The task, where one of Google's words says it; none does for two frames, and then the roles alone must. */
function taskOf({ firstFrame, lastFrame, references }: GeminiImages): { video_config: { task: string } } | undefined {
  if (lastFrame !== undefined) return undefined
  const task = firstFrame !== undefined ? "image_to_video" : references.length > 0 ? "reference_to_video" : "text_to_video"
  return { video_config: { task } }
}
