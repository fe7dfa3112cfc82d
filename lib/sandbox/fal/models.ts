/** What one input field of an endpoint accepts. Unknown fields are ignored, as pydantic does there. */
export type FalField =
  | { kind: "text"; required?: boolean; maxCharacters?: number }
  | { kind: "choice"; values: readonly (string | number)[]; standard: string | number }
  | { kind: "switch"; standard: boolean }
  | { kind: "integer" }
  | { kind: "number"; min: number; max: number }
  | { kind: "image"; required?: boolean }
  | { kind: "images"; min: number; max: number }

export type FalModel = {
  /** For the slate. */
  name: string
  fields: Record<string, FalField>
  /** Fields that hold the frames, where the endpoint has them. */
  firstFrame?: string
  lastFrame?: string
  /** Where the endpoint has no such field. */
  fixed?: { seconds?: number; resolution?: string; sound?: boolean }
  /** Set: a clip from a frame keeps the frame's own shape. */
  followsImage?: boolean
}

const text: FalField = { kind: "text", required: true, maxCharacters: 20_000 }
const words: FalField = { kind: "text" }
const seed: FalField = { kind: "integer" }
const image: FalField = { kind: "image", required: true }
const optionalImage: FalField = { kind: "image" }
const choice = (standard: string, ...others: string[]): FalField => ({
  kind: "choice",
  standard,
  values: [standard, ...others],
})
const on: FalField = { kind: "switch", standard: true }
const off: FalField = { kind: "switch", standard: false }
const seconds = (from: number, to: number, standard: number): FalField => ({
  kind: "choice",
  standard: String(standard),
  values: Array.from({ length: to - from + 1 }, (_, index) => String(from + index)),
})

function veo(base: string, name: string, isLite: boolean): Record<string, FalModel> {
  const common = {
    prompt: text,
    duration: choice("8s", "6s", "4s"),
    resolution: isLite ? choice("720p", "1080p") : choice("720p", "1080p", "4k"),
    generate_audio: on,
    negative_prompt: words,
    seed,
  }
  return {
    [base]: { name, fields: { ...common, aspect_ratio: choice("16:9", "9:16"), auto_fix: on } },
    [`${base}/image-to-video`]: {
      name,
      fields: { ...common, aspect_ratio: choice("auto", "16:9", "9:16"), image_url: image, auto_fix: off },
      firstFrame: "image_url",
    },
    [`${base}/first-last-frame-to-video`]: {
      name,
      fields: {
        ...common,
        aspect_ratio: choice("auto", "16:9", "9:16"),
        first_frame_url: image,
        last_frame_url: image,
        auto_fix: off,
      },
      firstFrame: "first_frame_url",
      lastFrame: "last_frame_url",
    },
    ...(!isLite && {
      [`${base}/reference-to-video`]: {
        name,
        fields: {
          ...common,
          duration: choice("8s"),
          aspect_ratio: choice("16:9", "9:16"),
          image_urls: { kind: "images", min: 1, max: 3 } satisfies FalField,
        },
      },
    }),
  }
}

function kling(version: string, name: string): Record<string, FalModel> {
  const base = `fal-ai/kling-video/v3/${version}`
  const prompt: FalField = { kind: "text", maxCharacters: 2500 }
  const common = {
    prompt,
    duration: seconds(3, 15, 5),
    generate_audio: on,
    negative_prompt: words,
    cfg_scale: { kind: "number", min: 0, max: 1 } satisfies FalField,
  }
  const fixed = { resolution: version === "pro" ? "1080p" : "720p" }
  return {
    [`${base}/text-to-video`]: { name, fields: { ...common, aspect_ratio: choice("16:9", "9:16", "1:1") }, fixed },
    [`${base}/image-to-video`]: {
      name,
      fields: { ...common, start_image_url: image, end_image_url: optionalImage },
      firstFrame: "start_image_url",
      lastFrame: "end_image_url",
      followsImage: true,
      fixed,
    },
  }
}

function seedance(version: string, name: string, longest: number, resolutions: FalField): Record<string, FalModel> {
  const common = {
    prompt: text,
    aspect_ratio: choice("16:9", "21:9", "4:3", "1:1", "3:4", "9:16", "auto"),
    resolution: resolutions,
    duration: seconds(4, longest, 5),
    camera_fixed: off,
    seed,
    generate_audio: on,
  }
  return {
    [`${version}/text-to-video`]: { name, fields: common },
    [`${version}/image-to-video`]: {
      name,
      fields: { ...common, image_url: image, end_image_url: optionalImage },
      firstFrame: "image_url",
      lastFrame: "end_image_url",
    },
  }
}

/** Endpoints that the sandbox plays, after @fal-ai/client 1.10.1 `types/endpoints.d.ts` and notes of September 2026. */
export const falModels: Readonly<Record<string, FalModel>> = {
  ...veo("fal-ai/veo3.1", "Veo-3.1", false),
  ...veo("fal-ai/veo3.1/fast", "Veo-3.1-fast", false),
  ...veo("fal-ai/veo3.1/lite", "Veo-3.1-lite", true),
  ...kling("pro", "Kling-3.0-pro"),
  ...kling("standard", "Kling-3.0-standard"),
  "fal-ai/kling-video/v2.5-turbo/pro/text-to-video": {
    name: "Kling-2.5-turbo",
    fields: { prompt: text, duration: choice("5", "10"), aspect_ratio: choice("16:9", "9:16", "1:1"), negative_prompt: words },
    fixed: { resolution: "1080p", sound: false },
  },
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video": {
    name: "Kling-2.5-turbo",
    fields: {
      prompt: text,
      duration: choice("5", "10"),
      negative_prompt: words,
      image_url: image,
      tail_image_url: optionalImage,
    },
    firstFrame: "image_url",
    lastFrame: "tail_image_url",
    followsImage: true,
    fixed: { resolution: "1080p", sound: false },
  },
  ...seedance("fal-ai/bytedance/seedance/v1.5/pro", "Seedance-1.5-pro", 12, choice("720p", "480p", "1080p")),
  ...seedance("bytedance/seedance-2.5", "Seedance-2.5", 30, choice("720p", "480p", "1080p")),
  "fal-ai/minimax/hailuo-02/pro/text-to-video": {
    name: "Hailuo-02-pro",
    fields: { prompt: { kind: "text", required: true, maxCharacters: 2000 }, prompt_optimizer: on },
    fixed: { seconds: 6, resolution: "1080p", sound: false },
  },
  "fal-ai/minimax/hailuo-02/pro/image-to-video": {
    name: "Hailuo-02-pro",
    fields: {
      prompt: { kind: "text", required: true, maxCharacters: 2000 },
      prompt_optimizer: on,
      image_url: image,
      end_image_url: optionalImage,
    },
    firstFrame: "image_url",
    lastFrame: "end_image_url",
    followsImage: true,
    fixed: { seconds: 6, resolution: "1080p", sound: false },
  },
  "fal-ai/minimax/hailuo-02/standard/text-to-video": {
    name: "Hailuo-02",
    fields: {
      prompt: { kind: "text", required: true, maxCharacters: 2000 },
      prompt_optimizer: on,
      duration: choice("6", "10"),
    },
    fixed: { resolution: "768P", sound: false },
  },
  "fal-ai/minimax/hailuo-02/standard/image-to-video": {
    name: "Hailuo-02",
    fields: {
      prompt: { kind: "text", required: true, maxCharacters: 2000 },
      prompt_optimizer: on,
      duration: choice("6", "10"),
      resolution: choice("768P", "512P"),
      image_url: image,
      end_image_url: optionalImage,
    },
    firstFrame: "image_url",
    lastFrame: "end_image_url",
    followsImage: true,
    fixed: { sound: false },
  },
  "fal-ai/luma-dream-machine/ray-2": {
    name: "Ray-2",
    fields: {
      prompt: text,
      aspect_ratio: choice("16:9", "9:16", "4:3", "3:4", "21:9", "9:21"),
      loop: off,
      resolution: choice("540p", "720p", "1080p"),
      duration: choice("5s", "9s"),
    },
    fixed: { sound: false },
  },
  "fal-ai/luma-dream-machine/ray-2/image-to-video": {
    name: "Ray-2",
    fields: {
      prompt: text,
      aspect_ratio: choice("16:9", "9:16", "4:3", "3:4", "21:9", "9:21"),
      loop: off,
      resolution: choice("540p", "720p", "1080p"),
      duration: choice("5s", "9s"),
      image_url: optionalImage,
      end_image_url: optionalImage,
    },
    firstFrame: "image_url",
    lastFrame: "end_image_url",
    fixed: { sound: false },
  },
}
