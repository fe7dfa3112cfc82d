import { choice, type FalModels, image, images, on, optionalImage, prompt, seed, wholeSeconds } from "@/lib/sandbox/fal/fields"

const common = { prompt: prompt(2000), prompt_optimizer: on }
const duration = choice("6", "10")
const picture = { firstFrame: "image_url", followsImage: true }

function hailuo(version: string, hasEnd: boolean): FalModels {
  const base = `fal-ai/minimax/${version}`
  const frames = { image_url: image, ...(hasEnd && { end_image_url: optionalImage }) }
  const end = hasEnd ? { lastFrame: "end_image_url" } : {}
  const pro = { name: `${version}-pro`, fixed: { seconds: 6, resolution: "1080p", sound: false } }
  const standard = { name: `${version}-standard`, fixed: { resolution: "768P", sound: false } }
  return {
    [`${base}/pro/text-to-video`]: { ...pro, fields: common },
    [`${base}/pro/image-to-video`]: { ...pro, ...picture, ...end, fields: { ...common, ...frames } },
    [`${base}/standard/text-to-video`]: { ...standard, fields: { ...common, duration } },
    [`${base}/standard/image-to-video`]: hasEnd
      ? {
          ...standard,
          ...picture,
          ...end,
          // 512P is a choice with a picture alone.
          fixed: { sound: false },
          fields: { ...common, ...frames, duration, resolution: choice("768P", "512P") },
        }
      : { ...standard, ...picture, fields: { ...common, ...frames, duration } },
  }
}

const h3 = {
  prompt: prompt(7000),
  duration: wholeSeconds(5, 15, 5),
  resolution: choice("768P", "480P", "1080P"),
  seed,
  prompt_expansion_mode: choice("balanced", "fast", "quality", "disabled"),
  enable_safety_checker: on,
}
const h3Shapes = choice("auto", "16:9", "9:16", "1:1", "4:3", "3:4", "21:9")
const h3Model = { name: "MiniMax-H3-max", fixed: { sound: true } }

export const minimaxModels: FalModels = {
  ...hailuo("hailuo-02", true),
  ...hailuo("hailuo-2.3", false),
  "minimax/h3-max/text-to-video": { ...h3Model, fields: { ...h3, aspect_ratio: h3Shapes } },
  "minimax/h3-max/image-to-video": {
    ...h3Model,
    ...picture,
    lastFrame: "end_image_url",
    fields: { ...h3, image_url: image, end_image_url: optionalImage },
  },
  "minimax/h3-max/reference-to-video": {
    ...h3Model,
    fields: { ...h3, aspect_ratio: h3Shapes, reference_image_urls: images(9) },
  },
}
