import { choice, type FalModels, image, images, off, on, prompt, seed, words } from "@/lib/sandbox/fal/fields"

function veo(base: string, name: string, tier: "full" | "fast" | "lite"): FalModels {
  const common = {
    prompt: prompt(),
    duration: choice("8s", "6s", "4s"),
    resolution: choice("720p", "1080p"),
    generate_audio: on,
    negative_prompt: words(),
    seed,
    safety_tolerance: choice("4", "1", "2", "3", "5", "6"),
  }
  const shape = choice("auto", "16:9", "9:16")
  const large = tier === "lite" ? common.resolution : choice("720p", "1080p", "4k")
  return {
    [base]: { name, fields: { ...common, aspect_ratio: choice("16:9", "9:16"), auto_fix: on } },
    [`${base}/image-to-video`]: {
      name,
      fields: { ...common, aspect_ratio: shape, image_url: image, auto_fix: off },
      firstFrame: "image_url",
    },
    [`${base}/first-last-frame-to-video`]: {
      name,
      fields: {
        ...common,
        resolution: large,
        aspect_ratio: shape,
        first_frame_url: image,
        last_frame_url: image,
        auto_fix: off,
      },
      firstFrame: "first_frame_url",
      lastFrame: "last_frame_url",
    },
    ...(tier === "full" && {
      [`${base}/reference-to-video`]: {
        name,
        fields: {
          prompt: common.prompt,
          generate_audio: on,
          auto_fix: off,
          resolution: large,
          duration: choice("8s"),
          aspect_ratio: choice("16:9", "9:16"),
          image_urls: images(3),
        },
      },
    }),
  }
}

export const veoModels: FalModels = {
  ...veo("fal-ai/veo3.1", "Veo-3.1", "full"),
  ...veo("fal-ai/veo3.1/fast", "Veo-3.1-fast", "fast"),
  ...veo("fal-ai/veo3.1/lite", "Veo-3.1-lite", "lite"),
}
