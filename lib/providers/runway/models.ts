import type { ImageLimits, ModeLimits, PixelSizes, VideoModel } from "@/lib/providers/catalogue"

/*
 * Inputs: src/resources/{text,image}-to-video.ts of @runwayml/sdk 4.20.1, read 2026-11-21. Prices: the Runway sheet
 * (quotes of Runway's pricing page of 2026-07-10 and 2026-09-19), 1 credit = $0.01.
 */

const priceSource = {
  evidence: "Runway sheet, quotes of Runway's pricing page of July and September 2026, 1 credit = $0.01",
  readOn: "2026-11-21",
}

/** 5 MB counts the data URI as encoded, which is 4/3 of the bytes; edges are our own bounds, Runway states none. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 3_700_000,
  minEdgePixels: 300,
  maxEdgePixels: 4096,
}

const twoToTen = [2, 3, 4, 5, 6, 7, 8, 9, 10] as const

const gen4Sizes: PixelSizes = {
  "720p": {
    "16:9": [1280, 720],
    "9:16": [720, 1280],
    "1:1": [960, 960],
    "4:3": [1104, 832],
    "3:4": [832, 1104],
    "21:9": [1584, 672],
  },
}

const gen4ImageMode: ModeLimits = {
  durationsSeconds: twoToTen,
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"],
  resolutions: ["720p"],
}

const veoMode: ModeLimits = {
  durationsSeconds: [4, 6, 8],
  aspectRatios: ["16:9", "9:16"],
  resolutions: ["720p", "1080p"],
}

const seedanceMode: ModeLimits = {
  durationsSeconds: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"],
  resolutions: ["480p", "720p"],
}

const common = {
  provider: "runway",
  lifecycle: { state: "active" },
  image,
  // The range is not in the SDK's types; 32 bits unsigned is the sheet's unverified memory.
  seed: { min: 0, max: 4_294_967_295 },
  cameraParameters: [],
  priceSource,
} as const satisfies Partial<VideoModel>

export const runwayModels = [
  {
    ...common,
    id: "runway/gen4.5",
    name: "Gen-4.5",
    textToVideo: { durationsSeconds: twoToTen, aspectRatios: ["16:9", "9:16"], resolutions: ["720p"] },
    imageToVideo: gen4ImageMode,
    lastFrame: false,
    maxReferenceImages: 0,
    maxPromptCharacters: 1000,
    maxNegativePromptCharacters: 0,
    sound: "never",
    pixelSizes: gen4Sizes,
    prices: [{ resolution: "720p", silentMicros: 120_000, soundMicros: 120_000 }],
  },
  {
    ...common,
    id: "runway/gen4_turbo",
    name: "Gen-4 Turbo",
    imageToVideo: gen4ImageMode,
    lastFrame: false,
    maxReferenceImages: 0,
    maxPromptCharacters: 1000,
    maxNegativePromptCharacters: 0,
    sound: "never",
    pixelSizes: gen4Sizes,
    prices: [{ resolution: "720p", silentMicros: 50_000, soundMicros: 50_000 }],
  },
  {
    ...common,
    id: "runway/veo3.1_fast",
    name: "Veo 3.1 Fast (Runway)",
    textToVideo: veoMode,
    imageToVideo: veoMode,
    lastFrame: true,
    maxReferenceImages: 0,
    maxPromptCharacters: 1000,
    // The type states no length; the prompt's own is the safe reading.
    maxNegativePromptCharacters: 1000,
    sound: "optional",
    pixelSizes: {
      "720p": { "16:9": [1280, 720], "9:16": [720, 1280] },
      "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] },
    },
    prices: [
      { resolution: "720p", silentMicros: 100_000, soundMicros: 150_000 },
      { resolution: "1080p", silentMicros: 100_000, soundMicros: 150_000 },
    ],
  },
  {
    ...common,
    id: "runway/seedance2_mini",
    name: "Seedance 2.0 Mini",
    // 4 to 15 s: the Seedance sheet; the smallest charge, 64 credits, is exactly 4 s.
    textToVideo: seedanceMode,
    imageToVideo: seedanceMode,
    referenceToVideo: seedanceMode,
    lastFrame: true,
    maxReferenceImages: 9,
    maxPromptCharacters: 3500,
    maxNegativePromptCharacters: 0,
    sound: "optional",
    pixelSizes: {
      "480p": {
        "16:9": [864, 496],
        "9:16": [496, 864],
        "1:1": [640, 640],
        "4:3": [752, 560],
        "3:4": [560, 752],
        "21:9": [992, 432],
      },
      "720p": {
        "16:9": [1280, 720],
        "9:16": [720, 1280],
        "1:1": [960, 960],
        "4:3": [1112, 834],
        "3:4": [834, 1112],
        "21:9": [1470, 630],
      },
    },
    prices: [
      { resolution: "480p", silentMicros: 160_000, soundMicros: 160_000 },
      { resolution: "720p", silentMicros: 160_000, soundMicros: 160_000 },
    ],
  },
] as const satisfies readonly VideoModel[]
