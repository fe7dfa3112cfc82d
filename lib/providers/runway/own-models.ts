import type { ClipLimits, ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { gen45Character, gen45Physics } from "@/lib/providers/quality-notes"
import { common, credits, laterPriceSource, openApiSource, seconds } from "@/lib/providers/runway/common"
import { gen4Sizes } from "@/lib/providers/runway/sizes"

/*
 * Runway's own models, and what it does to clips. Inputs: src/resources of @runwayml/sdk 4.20.1, read 2026-11-21.
 */

const shapes = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"] as const

const gen4Mode: ModeLimits = { durationsSeconds: seconds(2, 10), aspectRatios: shapes, resolutions: ["720p"] }

/** Clips go through POST /v1/uploads, which takes 200 MB; a data URI would end at 5. */
const clip = { mimes: ["video/mp4", "video/quicktime", "video/webm"], maxBytes: 200_000_000 }
const clipOf = (minSeconds: number, maxSeconds: number): ClipLimits => ({ ...clip, minSeconds, maxSeconds })

export const ownModels = [
  {
    ...common,
    id: "runway/gen4.5",
    qualities: [gen45Character, gen45Physics],
    name: "Gen-4.5",
    textToVideo: { durationsSeconds: seconds(2, 10), aspectRatios: ["16:9", "9:16"], resolutions: ["720p"] },
    imageToVideo: gen4Mode,
    pixelSizes: gen4Sizes,
    prices: credits({ "720p": 12 }),
  },
  {
    ...common,
    id: "runway/gen4_turbo",
    name: "Gen-4 Turbo",
    imageToVideo: gen4Mode,
    pixelSizes: gen4Sizes,
    prices: credits({ "720p": 5 }),
  },
  {
    ...common,
    id: "runway/act_two",
    name: "Act-Two",
    sourceToVideo: {
      durationsSeconds: seconds(3, 30),
      aspectRatios: shapes,
      resolutions: ["720p"],
      durationFollows: "source",
      takes: clipOf(3, 30),
      firstFrame: "needed",
    },
    // The performance's own sound.
    sound: "always",
    promptIs: "unsent",
    maxPromptCharacters: 20_000,
    pixelSizes: gen4Sizes,
    prices: credits({ "720p": 5 }),
  },
  {
    ...common,
    id: "runway/aleph2",
    name: "Aleph 2",
    sourceToVideo: {
      durationsSeconds: seconds(2, 30),
      aspectRatios: shapes,
      // The source's own size, 1080p at most.
      resolutions: ["360p", "480p", "540p", "720p", "768p", "1080p"],
      durationFollows: "source",
      sizeFollows: "source",
      takes: clipOf(2, 30),
      firstFrame: "none",
    },
    sound: "always",
    prices: credits({ "360p": 28, "480p": 28, "540p": 28, "720p": 28, "768p": 28, "1080p": 28 }),
    minimumMicros: 560_000,
    source: openApiSource,
  },
  {
    ...common,
    id: "runway/magnific_video_upscaler_creative",
    name: "Magnific Video Upscaler",
    sourceToVideo: {
      durationsSeconds: seconds(1, 30),
      aspectRatios: shapes,
      resolutions: ["720p", "1080p", "2k", "4k"],
      durationFollows: "source",
      shapeFollows: "source",
      takes: clipOf(1, 30),
      firstFrame: "none",
    },
    seed: null,
    sound: "always",
    promptIs: "unsent",
    maxPromptCharacters: 20_000,
    // 0.7, 0.9 and 1.2 cents for each frame; counted here at 30 frames a second.
    prices: credits({ "720p": 21, "1080p": 21, "2k": 27, "4k": 36 }),
    minimumMicros: 10_000,
    priceSource: laterPriceSource,
  },
  {
    ...common,
    id: "runway/enhance_frame_rate",
    name: "Runway Frame Rate",
    sourceToVideo: {
      durationsSeconds: seconds(1, 300),
      aspectRatios: shapes,
      resolutions: ["360p", "480p", "540p", "720p", "768p", "1080p", "2k", "4k"],
      durationFollows: "source",
      shapeFollows: "source",
      sizeFollows: "source",
      takes: clipOf(1, 300),
      firstFrame: "none",
    },
    seed: null,
    sound: "always",
    promptIs: "unsent",
    maxPromptCharacters: 20_000,
    fps: 60,
    prices: credits({
      ...{ "360p": 0.5, "480p": 0.5, "540p": 0.5, "720p": 0.5 },
      ...{ "768p": 0.5, "1080p": 0.5, "2k": 0.5, "4k": 0.5 },
    }),
    minimumMicros: 10_000,
    priceSource: laterPriceSource,
  },
] as const satisfies readonly VideoModel[]
