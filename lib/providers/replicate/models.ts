import type { ImageLimits, ModeLimits, PricePerSecond, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"
import { seedance1Sizes, seedanceSizes } from "@/lib/providers/replicate/sizes"

/*
 * Official models whose inputs the Replicate sheet has. Google's Veo 3.1 is from its schema page; the others are from
 * third-party production code of September and October 2026, and so unverified. Left out, because nobody says what they
 * take or cost: Wan, MiniMax H3, Runway, Luma, Vidu, PixVerse and Grok on Replicate.
 */

const readOn = "2026-11-21"
const schema = { evidence: "Replicate sheet: model page of google/veo-3.1", readOn }
const thirdParty = { evidence: "Replicate sheet: third-party code of September and October 2026, unverified", readOn }
const thirdPartyPrice = {
  evidence: "Price tables of third-party products that run on Replicate, 2026; not Replicate's own",
  readOn,
}
const makersPrice = { evidence: "The maker's own price of the same model (Veo sheet); Replicate's is unread", readOn }

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const price = (resolution: Resolution, silentMicros: number, soundMicros = silentMicros): PricePerSecond => ({
  resolution,
  silentMicros,
  soundMicros,
})

/** Replicate states none for the stills of its models: their makers' common ground. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 10_000_000,
  minEdgePixels: 300,
  maxEdgePixels: 4096,
}

const common = {
  provider: "replicate",
  lifecycle: { state: "active" },
  image,
  maxReferenceImages: 0,
  maxNegativePromptCharacters: 0,
  cameraParameters: [],
} as const satisfies Partial<VideoModel>

const seed = { min: 0, max: 2_147_483_647 } as const

const veoMode: ModeLimits = {
  durationsSeconds: [4, 6, 8],
  aspectRatios: ["16:9", "9:16"],
  resolutions: ["720p", "1080p"],
}

const veo = {
  ...common,
  textToVideo: veoMode,
  imageToVideo: veoMode,
  lastFrame: true,
  // Nothing is stated: our own bound.
  maxPromptCharacters: 4000,
  maxNegativePromptCharacters: 2000,
  seed,
  sound: "optional",
  fps: 24,
} as const satisfies Partial<VideoModel>

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

const sixRatios: readonly AspectRatio[] = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"]
const seedanceMode = (
  durationsSeconds: readonly number[],
  resolutions: readonly Resolution[],
  aspectRatios: readonly AspectRatio[],
): ModeLimits => ({ durationsSeconds, aspectRatios, resolutions })

const seedance2Full = seedanceMode(range(4, 15), ["480p", "720p", "1080p"], [...sixRatios, "9:21"])
const seedance2Small = seedanceMode(range(4, 15), ["480p", "720p"], [...sixRatios, "9:21"])

const seedance = {
  ...common,
  maxPromptCharacters: 4000,
  seed,
  pixelSizes: seedanceSizes,
  fps: 24,
  source: thirdParty,
  priceSource: thirdPartyPrice,
} as const satisfies Partial<VideoModel>

/** Frames and references exclude each other. */
const seedance2 = { ...seedance, lastFrame: true, maxReferenceImages: 9, sound: "optional" } as const

const seedance1 = {
  ...seedance,
  sound: "never",
  cameraParameters: ["static"],
  pixelSizes: seedance1Sizes,
} as const

const seedance1Mode = seedanceMode(range(2, 12), ["480p", "720p", "1080p"], sixRatios)

const hailuo = {
  ...common,
  // 768p also comes in 10 s; 1080p does not, and a length belongs to all sizes here.
  imageToVideo: {
    durationsSeconds: [6],
    aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4"],
    resolutions: ["768p", "1080p"],
  },
  lastFrame: false,
  maxPromptCharacters: 2000,
  seed: null,
  sound: "never",
  source: thirdParty,
  priceSource: { evidence: "Replicate sheet: prices of whole clips of 6 s", readOn },
} as const satisfies Partial<VideoModel>

export const replicateModels = [
  {
    ...veo,
    id: "replicate/veo-3.1",
    name: "Veo 3.1 (Replicate)",
    // "Only 16:9 and 8 s; the last frame is then ignored."
    referenceToVideo: { ...veoMode, durationsSeconds: [8], aspectRatios: ["16:9"] },
    maxReferenceImages: 3,
    prices: [price("720p", 200_000, 400_000), price("1080p", 200_000, 400_000)],
    priceSource: makersPrice,
    source: schema,
  },
  {
    ...veo,
    id: "replicate/veo-3.1-fast",
    name: "Veo 3.1 Fast (Replicate)",
    prices: [price("720p", 100_000, 150_000), price("1080p", 100_000, 150_000)],
    priceSource: thirdPartyPrice,
    source: thirdParty,
  },
  {
    ...veo,
    id: "replicate/veo-3.1-lite",
    name: "Veo 3.1 Lite (Replicate)",
    // 1080p comes in 8 s alone, and a length belongs to all sizes here.
    textToVideo: { ...veoMode, resolutions: ["720p"] },
    imageToVideo: { ...veoMode, resolutions: ["720p"] },
    sound: "never",
    prices: [price("720p", 50_000)],
    priceSource: thirdPartyPrice,
    source: thirdParty,
  },
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
  {
    ...seedance2,
    id: "replicate/seedance-2.0",
    name: "Seedance 2.0 (Replicate)",
    textToVideo: seedance2Full,
    imageToVideo: seedance2Full,
    referenceToVideo: seedance2Full,
    prices: [price("480p", 80_000), price("720p", 180_000), price("1080p", 450_000)],
  },
  {
    ...seedance2,
    id: "replicate/seedance-2.0-fast",
    name: "Seedance 2.0 Fast (Replicate)",
    textToVideo: seedance2Small,
    imageToVideo: seedance2Small,
    referenceToVideo: seedance2Small,
    prices: [price("480p", 70_000), price("720p", 150_000)],
  },
  {
    ...seedance2,
    id: "replicate/seedance-2.0-mini",
    name: "Seedance 2.0 Mini (Replicate)",
    textToVideo: seedance2Small,
    imageToVideo: seedance2Small,
    referenceToVideo: seedance2Small,
    prices: [price("480p", 40_000), price("720p", 90_000)],
  },
  {
    ...seedance,
    id: "replicate/seedance-1.5-pro",
    name: "Seedance 1.5 Pro (Replicate)",
    textToVideo: seedance1Mode,
    imageToVideo: seedance1Mode,
    lastFrame: true,
    cameraParameters: ["static"],
    sound: "optional",
    prices: [price("480p", 13_000, 25_000), price("720p", 26_000, 52_000), price("1080p", 60_000, 120_000)],
  },
  {
    ...seedance1,
    id: "replicate/seedance-1-pro",
    name: "Seedance 1 Pro (Replicate)",
    textToVideo: seedance1Mode,
    imageToVideo: seedance1Mode,
    lastFrame: true,
    prices: [price("480p", 30_000), price("720p", 60_000), price("1080p", 150_000)],
  },
  {
    ...seedance1,
    id: "replicate/seedance-1-pro-fast",
    name: "Seedance 1 Pro Fast (Replicate)",
    textToVideo: seedance1Mode,
    imageToVideo: seedance1Mode,
    lastFrame: false,
    prices: [price("480p", 15_000), price("720p", 25_000), price("1080p", 60_000)],
  },
  {
    ...seedance1,
    id: "replicate/seedance-1-lite",
    name: "Seedance 1 Lite (Replicate)",
    textToVideo: { ...seedance1Mode, durationsSeconds: range(4, 12) },
    imageToVideo: { ...seedance1Mode, durationsSeconds: range(4, 12) },
    referenceToVideo: { ...seedance1Mode, durationsSeconds: range(4, 12), resolutions: ["480p", "720p"] },
    lastFrame: true,
    maxReferenceImages: 4,
    prices: [price("480p", 18_000), price("720p", 36_000), price("1080p", 72_000)],
  },
  {
    ...hailuo,
    id: "replicate/hailuo-2.3",
    name: "Hailuo 2.3 (Replicate)",
    // No field for a shape: from words alone it is 16:9.
    textToVideo: { durationsSeconds: [6], aspectRatios: ["16:9"], resolutions: ["768p", "1080p"] },
    prices: [
      { ...price("768p", 46_667), clipMicros: { 6: 280_000 } },
      { ...price("1080p", 81_667), clipMicros: { 6: 490_000 } },
    ],
  },
  {
    ...hailuo,
    id: "replicate/hailuo-2.3-fast",
    // Its maker's fast model animates a picture; that Replicate's copy makes nothing from words alone is unverified.
    name: "Hailuo 2.3 Fast (Replicate)",
    prices: [
      { ...price("768p", 31_667), clipMicros: { 6: 190_000 } },
      { ...price("1080p", 55_000), clipMicros: { 6: 330_000 } },
    ],
  },
] as const satisfies readonly VideoModel[]
