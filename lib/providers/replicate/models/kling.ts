import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"
import { common, price, range, readOn, thirdParty, thirdPartyPrice } from "@/lib/providers/replicate/models/common"

const klingRatios: readonly AspectRatio[] = ["16:9", "9:16", "1:1"]
const kling3Mode: ModeLimits = {
  durationsSeconds: range(3, 15),
  aspectRatios: klingRatios,
  resolutions: ["720p", "1080p", "4k"],
}

/** The Replicate sheet has half of this and two price tables have the double: too much is held rather than too little. */
const kling3Prices = [
  price("720p", 168_000, 252_000),
  price("1080p", 224_000, 336_000),
  // One price for both.
  price("4k", 420_000),
]

const kling = {
  ...common,
  textToVideo: kling3Mode,
  imageToVideo: kling3Mode,
  lastFrame: true,
  maxPromptCharacters: 2500,
  seed: null,
  source: thirdParty,
  priceSource: thirdPartyPrice,
} as const satisfies Partial<VideoModel>

const kling2Mode = (resolutions: readonly Resolution[]): ModeLimits => ({
  durationsSeconds: [5, 10],
  aspectRatios: klingRatios,
  resolutions,
})

/** Kling's models on Replicate. */
export const klingModels = [
  {
    ...kling,
    id: "replicate/kling-v3-video",
    name: "Kling 3.0 (Replicate)",
    maxNegativePromptCharacters: 2500,
    sound: "optional",
    prices: kling3Prices,
  },
  {
    ...kling,
    id: "replicate/kling-v3-omni-video",
    name: "Kling 3.0 Omni (Replicate)",
    referenceToVideo: kling3Mode,
    maxReferenceImages: 7,
    sound: "optional",
    // No table has this one: taken to cost what 3.0 does.
    prices: kling3Prices,
  },
  {
    ...kling,
    id: "replicate/kling-v2.5-turbo-pro",
    name: "Kling 2.5 Turbo Pro (Replicate)",
    textToVideo: kling2Mode(["720p"]),
    imageToVideo: kling2Mode(["720p"]),
    maxNegativePromptCharacters: 2500,
    sound: "never",
    prices: [price("720p", 70_000)],
    priceSource: { evidence: "Unverified: no table read has this model", readOn },
  },
  {
    ...kling,
    id: "replicate/kling-v2.1",
    name: "Kling 2.1 (Replicate)",
    textToVideo: undefined,
    imageToVideo: kling2Mode(["720p", "1080p"]),
    lastFrameOnlyAt: ["1080p"],
    maxNegativePromptCharacters: 2500,
    sound: "never",
    prices: [price("720p", 50_000), price("1080p", 95_000)],
    priceSource: { evidence: "Unverified: the tables' price of Kling 1.6, which is its elder", readOn },
  },
] as const satisfies readonly VideoModel[]
