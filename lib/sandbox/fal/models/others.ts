import {
  choice,
  type FalField,
  type FalModels,
  image,
  images,
  off,
  on,
  optionalImage,
  prompt,
  wholeSeconds,
} from "@/lib/sandbox/fal/fields"

function ray2(name: string): FalModels {
  const base = `fal-ai/luma-dream-machine/${name}`
  const fields = {
    prompt: prompt(5000),
    aspect_ratio: choice("16:9", "9:16", "4:3", "3:4", "21:9", "9:21"),
    loop: off,
    resolution: choice("540p", "720p", "1080p"),
    duration: choice("5s", "9s"),
  }
  const fixed = { sound: false }
  return {
    [base]: { name, fields, fixed },
    [`${base}/image-to-video`]: {
      name,
      fields: { ...fields, image_url: optionalImage, end_image_url: optionalImage },
      firstFrame: "image_url",
      lastFrame: "end_image_url",
      fixed,
    },
  }
}

const grokShapes = ["16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16"] as const
const grok = { prompt: prompt(4096), duration: wholeSeconds(1, 15, 6), resolution: choice("720p", "480p") }
const grokModel = { name: "Grok-Imagine", fixed: { sound: true } }

const motions = ["dolly_in", "dolly_out", "dolly_left", "dolly_right", "jib_up", "jib_down", "static", "focus_shift"]
const optionalMotion: FalField = { kind: "choice", values: motions, standard: null }

function ltx25(tier: "pro" | "fast"): FalModels {
  const name = `LTX-2.5-${tier}`
  const base = "lightricks/ltx-2.5"
  const fields = {
    prompt: prompt(5000),
    duration: tier === "pro" ? choice("6", "8", "10") : choice("6", "8", "10", "12", "14", "16", "18", "20"),
    resolution: tier === "pro" ? choice("1080p", "720p") : choice("1080p", "720p", "1440p", "2160p"),
    generate_audio: on,
    camera_motion: optionalMotion,
  }
  const fixed = { fps: 25 }
  return {
    [`${base}/text-to-video/${tier}`]: { name, fields: { ...fields, aspect_ratio: choice("16:9", "9:16") }, fixed },
    [`${base}/image-to-video/${tier}`]: {
      name,
      fields: {
        ...fields,
        aspect_ratio: choice("auto", "16:9", "9:16"),
        image_url: image,
        end_image_url: optionalImage,
      },
      firstFrame: "image_url",
      lastFrame: "end_image_url",
      fixed,
    },
  }
}

export const otherModels: FalModels = {
  ...ray2("ray-2"),
  ...ray2("ray-2-flash"),
  "xai/grok-imagine-video/text-to-video": { ...grokModel, fields: { ...grok, aspect_ratio: choice(...grokShapes) } },
  "xai/grok-imagine-video/image-to-video": {
    ...grokModel,
    fields: { ...grok, aspect_ratio: choice("auto", ...grokShapes), image_url: image },
    firstFrame: "image_url",
  },
  "xai/grok-imagine-video/reference-to-video": {
    ...grokModel,
    fields: {
      ...grok,
      resolution: choice("480p", "720p"),
      duration: wholeSeconds(1, 15, 8),
      aspect_ratio: choice(...grokShapes),
      reference_image_urls: images(7),
    },
  },
  "xai/grok-imagine-video/v1.5/image-to-video": {
    ...grokModel,
    fields: { ...grok, image_url: image },
    firstFrame: "image_url",
    followsImage: true,
  },
  ...ltx25("pro"),
  ...ltx25("fast"),
}
