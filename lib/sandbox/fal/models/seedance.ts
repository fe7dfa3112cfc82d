import {
  choice,
  type FalField,
  type FalModels,
  image,
  images,
  off,
  on,
  optionalImage,
  type PixelTable,
  prompt,
  seconds,
  seed,
} from "@/lib/sandbox/fal/fields"

/** What ByteDance delivers, by the Seedance sheet. */
const sizes: PixelTable = {
  "480p": {
    "16:9": [864, 496],
    "9:16": [496, 864],
    "1:1": [640, 640],
    "4:3": [752, 560],
    "3:4": [560, 752],
    "21:9": [992, 432],
    "9:21": [432, 992],
  },
  "720p": {
    "16:9": [1280, 720],
    "9:16": [720, 1280],
    "1:1": [960, 960],
    "4:3": [1112, 834],
    "3:4": [834, 1112],
    "21:9": [1470, 630],
    "9:21": [630, 1470],
  },
  "1080p": {
    "16:9": [1920, 1080],
    "9:16": [1080, 1920],
    "1:1": [1440, 1440],
    "4:3": [1664, 1248],
    "3:4": [1248, 1664],
    "21:9": [2206, 946],
    "9:21": [946, 2206],
  },
}

const shapes = ["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"] as const
const resolution = choice("720p", "480p", "1080p")

type Generation = { name: string; duration: FalField; textShapes: FalField; hasSound: boolean; hasEnd: boolean }

function seedance1(base: string, { name, duration, textShapes, hasSound, hasEnd }: Generation): FalModels {
  const common = {
    prompt: prompt(),
    resolution,
    duration,
    camera_fixed: off,
    seed,
    enable_safety_checker: on,
    ...(hasSound && { generate_audio: on }),
  }
  const fixed = { fps: 24, ...(!hasSound && { sound: false }) }
  return {
    [`${base}/text-to-video`]: { name, fields: { ...common, aspect_ratio: textShapes }, sizes, fixed },
    [`${base}/image-to-video`]: {
      name,
      fields: {
        ...common,
        aspect_ratio: choice("auto", ...shapes),
        image_url: image,
        ...(hasEnd && { end_image_url: optionalImage }),
      },
      firstFrame: "image_url",
      ...(hasEnd && { lastFrame: "end_image_url" }),
      sizes,
      fixed,
    },
  }
}

const older = { duration: seconds(2, 12), textShapes: choice("16:9", ...shapes, "9:21"), hasSound: false }

const common25 = { prompt: prompt(), resolution, duration: seconds(4, 30, "auto"), generate_audio: on }
const model25 = { name: "Seedance-2.5", sizes, fixed: { fps: 24 } }

export const seedanceModels: FalModels = {
  ...seedance1("fal-ai/bytedance/seedance/v1.5/pro", {
    name: "Seedance-1.5-pro",
    duration: seconds(4, 12),
    textShapes: choice("16:9", ...shapes, "auto"),
    hasSound: true,
    hasEnd: true,
  }),
  ...seedance1("fal-ai/bytedance/seedance/v1/pro", { ...older, name: "Seedance-1.0-pro", hasEnd: true }),
  ...seedance1("fal-ai/bytedance/seedance/v1/pro/fast", { ...older, name: "Seedance-1.0-pro-fast", hasEnd: false }),
  "bytedance/seedance-2.5/text-to-video": {
    ...model25,
    fields: { ...common25, aspect_ratio: choice("auto", ...shapes) },
  },
  "bytedance/seedance-2.5/image-to-video": {
    ...model25,
    fields: { ...common25, aspect_ratio: choice("auto"), image_url: image, end_image_url: optionalImage },
    firstFrame: "image_url",
    lastFrame: "end_image_url",
  },
  "bytedance/seedance-2.5/reference-to-video": {
    ...model25,
    fields: { ...common25, aspect_ratio: choice("auto", ...shapes), image_urls: images(30), seed },
  },
}
