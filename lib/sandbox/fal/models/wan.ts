import {
  choice,
  type FalModels,
  image,
  images,
  off,
  on,
  optionalImage,
  prompt,
  seconds,
  seed,
  wholeSeconds,
  words,
} from "@/lib/sandbox/fal/fields"

const shapes = choice("16:9", "9:16", "1:1", "4:3", "3:4")
const common = {
  resolution: choice("1080p", "720p"),
  negative_prompt: words(500),
  seed,
  enable_safety_checker: on,
}

const wan27 = { ...common, prompt: prompt(5000), duration: seconds(2, 15), enable_prompt_expansion: on }
const wan26 = {
  ...common,
  prompt: prompt(800),
  duration: choice("5", "10", "15"),
  enable_prompt_expansion: on,
  multi_shots: on,
}
const prime = {
  prompt: prompt(5000),
  resolution: choice("1080p", "720p", "480p"),
  duration: wholeSeconds(2, 30, 5),
  audio: on,
  seed,
  enable_prompt_expansion: on,
  enable_safety_checker: on,
}

/** 2.6 and 2.7 make music of their own when they are given none. */
const heard = { sound: true }
const primeModel = { name: "Wan-3.0-prime", soundField: "audio" }

/** 2.6 and 2.7 after @fal-ai/client 1.10.1 `types/endpoints.d.ts`; 3.0 after notes of September 2026. */
export const wanModels: FalModels = {
  "fal-ai/wan/v2.7/text-to-video": { name: "Wan-2.7", fields: { ...wan27, aspect_ratio: shapes }, fixed: heard },
  "fal-ai/wan/v2.7/image-to-video": {
    name: "Wan-2.7",
    fields: { ...wan27, prompt: words(5000), image_url: optionalImage, end_image_url: optionalImage },
    firstFrame: "image_url",
    lastFrame: "end_image_url",
    followsImage: true,
    fixed: heard,
  },
  "fal-ai/wan/v2.7/reference-to-video": {
    name: "Wan-2.7",
    fields: {
      ...common,
      prompt: prompt(5000),
      duration: seconds(2, 10),
      aspect_ratio: shapes,
      multi_shots: off,
      reference_image_urls: { kind: "images", min: 1, max: 5, optional: true },
    },
    fixed: heard,
  },
  "wan/v2.6/text-to-video": { name: "Wan-2.6", fields: { ...wan26, aspect_ratio: shapes }, fixed: heard },
  "wan/v2.6/image-to-video": {
    name: "Wan-2.6",
    fields: { ...wan26, image_url: image },
    firstFrame: "image_url",
    followsImage: true,
    fixed: heard,
  },
  "alibaba/wan-3.0-prime/text-to-video": { ...primeModel, fields: { ...prime, aspect_ratio: shapes } },
  "alibaba/wan-3.0-prime/image-to-video": {
    ...primeModel,
    fields: {
      ...prime,
      aspect_ratio: choice("adaptive", "16:9", "9:16", "1:1", "4:3", "3:4"),
      start_image_url: image,
      end_image_url: optionalImage,
    },
    firstFrame: "start_image_url",
    lastFrame: "end_image_url",
    followsImage: true,
  },
  "alibaba/wan-3.0-prime/reference-to-video": {
    ...primeModel,
    fields: { ...prime, aspect_ratio: shapes, reference_image_urls: images(10) },
  },
}
