import {
  choice,
  type FalField,
  type FalModels,
  image,
  off,
  on,
  optionalImage,
  prompt,
  seconds,
  words,
} from "@/lib/sandbox/fal/fields"

const shapes = choice("16:9", "9:16", "1:1")
const cfg: FalField = { kind: "number", min: 0, max: 1 }
const sizeOfTier = (tier: string) => ({ resolution: tier === "pro" ? "1080p" : "720p" })

function kling3(tier: string): FalModels {
  const base = `fal-ai/kling-video/v3/${tier}`
  const name = `Kling-3.0-${tier}`
  const common = {
    prompt: words(2500),
    duration: seconds(3, 15),
    generate_audio: on,
    negative_prompt: words(2500),
    cfg_scale: cfg,
  }
  const fixed = sizeOfTier(tier)
  return {
    [`${base}/text-to-video`]: { name, fields: { ...common, aspect_ratio: shapes }, fixed },
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

function klingO3(tier: string): FalModels {
  const base = `fal-ai/kling-video/o3/${tier}`
  const name = `Kling-O3-${tier}`
  const common = { prompt: words(2500), duration: seconds(3, 15), generate_audio: off }
  const fixed = sizeOfTier(tier)
  return {
    [`${base}/text-to-video`]: { name, fields: { ...common, aspect_ratio: shapes }, fixed },
    [`${base}/image-to-video`]: {
      name,
      fields: { ...common, image_url: image, end_image_url: optionalImage },
      firstFrame: "image_url",
      lastFrame: "end_image_url",
      followsImage: true,
      fixed,
    },
    [`${base}/reference-to-video`]: {
      name,
      fields: {
        ...common,
        aspect_ratio: shapes,
        image_urls: { kind: "images", min: 1, max: 7, optional: true },
        start_image_url: optionalImage,
        end_image_url: optionalImage,
      },
      firstFrame: "start_image_url",
      lastFrame: "end_image_url",
      fixed,
    },
  }
}

function motionControl(version: string, tier: string): FalModels {
  return {
    [`fal-ai/kling-video/${version}/${tier}/motion-control`]: {
      name: `Kling-${version}-motion-${tier}`,
      fields: {
        prompt: words(2500),
        image_url: image,
        video_url: { kind: "video", required: true, maxSeconds: 30 },
        character_orientation: { kind: "choice", values: ["image", "video"], standard: null, required: true },
        keep_original_sound: on,
      },
      firstFrame: "image_url",
      source: "video_url",
      soundField: "keep_original_sound",
      followsImage: true,
      fixed: sizeOfTier(tier),
    },
  }
}

const turbo = { prompt: prompt(2500), duration: choice("5", "10"), negative_prompt: words(2500), cfg_scale: cfg }

/** After @fal-ai/client 1.10.1 `types/endpoints.d.ts`. */
export const klingModels: FalModels = {
  ...kling3("pro"),
  ...kling3("standard"),
  ...klingO3("pro"),
  ...klingO3("standard"),
  ...motionControl("v3", "pro"),
  ...motionControl("v3", "standard"),
  ...motionControl("v2.6", "pro"),
  ...motionControl("v2.6", "standard"),
  "fal-ai/kling-video/v2.5-turbo/pro/text-to-video": {
    name: "Kling-2.5-turbo",
    fields: { ...turbo, aspect_ratio: shapes },
    fixed: { resolution: "1080p", sound: false },
  },
  "fal-ai/kling-video/v2.5-turbo/pro/image-to-video": {
    name: "Kling-2.5-turbo",
    fields: { ...turbo, image_url: image, tail_image_url: optionalImage },
    firstFrame: "image_url",
    lastFrame: "tail_image_url",
    followsImage: true,
    fixed: { resolution: "1080p", sound: false },
  },
}
