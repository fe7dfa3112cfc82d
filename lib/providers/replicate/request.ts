import type { VideoRequest } from "@/lib/providers/provider"

/** Addresses or data URLs of the stills. */
export type ReplicateImages = { firstFrame: string | undefined; lastFrame: string | undefined; references: readonly string[] }

/** `model` is "owner/name". */
export type ReplicateSubmit = { model: `${string}/${string}`; input: Readonly<Record<string, unknown>> }

/** How one family names things in its input. */
type Family = {
  owner: string
  first: string
  last?: string
  references?: string
  /** "mode": Kling's words for sizes. Absent: the model has one size. */
  size?: "resolution" | "mode"
  /** Absent: always. The clip of a frame follows its frame, and a ratio beside it is ignored or refused. */
  ratio?: "without_frame" | "never"
  hasSound?: true
  hasCamera?: true
  fixed?: Readonly<Record<string, unknown>>
}

const veo: Family = { owner: "google", first: "image", last: "last_frame", size: "resolution" }
const kling3: Family = { owner: "kwaivgi", first: "start_image", last: "end_image", size: "mode", hasSound: true }
const seedance: Family = {
  owner: "bytedance",
  first: "image",
  last: "last_frame_image",
  size: "resolution",
  ratio: "without_frame",
}
const seedance2: Family = { ...seedance, references: "reference_images", hasSound: true }
const seedance1: Family = { ...seedance, hasCamera: true }
/** The optimizer rewrites prompts by default; a comparison of models needs the words as they were written. */
const hailuo: Family = {
  owner: "minimax",
  first: "first_frame_image",
  size: "resolution",
  ratio: "never",
  fixed: { prompt_optimizer: false },
}

/** By the name after "replicate/", which is Replicate's own. */
const families: Readonly<Record<string, Family>> = {
  "veo-3.1": { ...veo, references: "reference_images", hasSound: true },
  "veo-3.1-fast": { ...veo, hasSound: true },
  "veo-3.1-lite": veo,
  "kling-v3-video": kling3,
  "kling-v3-omni-video": { ...kling3, references: "reference_images" },
  "kling-v2.5-turbo-pro": { owner: "kwaivgi", first: "start_image", last: "end_image" },
  "kling-v2.1": { owner: "kwaivgi", first: "start_image", last: "end_image", size: "mode", ratio: "without_frame" },
  "seedance-2.0": seedance2,
  "seedance-2.0-fast": seedance2,
  "seedance-2.0-mini": seedance2,
  "seedance-1.5-pro": { ...seedance1, hasSound: true },
  "seedance-1-pro": seedance1,
  "seedance-1-pro-fast": { ...seedance1, last: undefined },
  "seedance-1-lite": { ...seedance1, references: "reference_images" },
  "hailuo-2.3": hailuo,
  "hailuo-2.3-fast": hailuo,
}

/** Kling's words for sizes. */
const modes: Readonly<Record<string, string>> = { "720p": "standard", "1080p": "pro", "4k": "4k" }

/** Ours → theirs; `null` for a model that is not one of these. Undefined values vanish in JSON. */
export function toReplicate(request: VideoRequest, images: ReplicateImages): ReplicateSubmit | null {
  const name = request.model.replace(/^replicate\//, "")
  const family = families[name]
  if (family === undefined) return null
  const { first, last, references, size, ratio, hasSound, hasCamera, fixed } = family
  const hasFrame = images.firstFrame !== undefined
  const sendsRatio = ratio === undefined || (ratio === "without_frame" && !hasFrame)
  const input = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    duration: request.durationSeconds,
    ...(sendsRatio && { aspect_ratio: request.aspectRatio }),
    ...(size === "resolution" && { resolution: request.resolution }),
    ...(size === "mode" && { mode: modes[request.resolution] }),
    seed: request.seed,
    // True by default, and dearer: always said.
    ...(hasSound && { generate_audio: request.sound ?? false }),
    ...(hasCamera && request.camera?.motion === "static" && { camera_fixed: true }),
    [first]: images.firstFrame,
    ...(last !== undefined && { [last]: images.lastFrame }),
    ...(references !== undefined && images.references.length > 0 && { [references]: images.references }),
    ...fixed,
  }
  return { model: `${family.owner}/${name}`, input }
}
