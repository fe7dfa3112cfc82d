import type { ImageLimits, ModeLimits, PixelSizes, VideoModel } from "@/lib/providers/catalogue"

/*
 * Inputs: types/endpoints.d.ts of @fal-ai/client 1.10.1 (read 2026-11-21), checked per type because the file aliases
 * some types by class name. Prices: the fal sheet's notes of September 2026, not fal's own page.
 */

const readOn = "2026-11-21"

/** "Should be 720p or higher" says the input type; the rest is our own bound, since fal states none. */
const veoImage: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 8_000_000,
  minEdgePixels: 720,
  maxEdgePixels: 4096,
}

const veoMode: ModeLimits = {
  durationsSeconds: [4, 6, 8],
  aspectRatios: ["16:9", "9:16"],
  resolutions: ["720p", "1080p"],
}

/** The reference endpoint's type has neither seed nor negative prompt, and its duration is "8s" alone. */
const veoReferenceMode: ModeLimits = { ...veoMode, durationsSeconds: [8], withoutSeed: true, withoutNegativePrompt: true }

const veo = {
  provider: "fal",
  lifecycle: { state: "active" },
  textToVideo: veoMode,
  imageToVideo: veoMode,
  lastFrame: true,
  image: veoImage,
  maxPromptCharacters: 20_000,
  maxNegativePromptCharacters: 2_000,
  seed: { min: 0, max: 4_294_967_295 },
  cameraParameters: [],
  sound: "optional",
} as const satisfies Partial<VideoModel>

const seedanceMode: ModeLimits = {
  durationsSeconds: [4, 5, 6, 7, 8, 9, 10, 11, 12],
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"],
  resolutions: ["480p", "720p", "1080p"],
}

/** Sizes of the Seedance family: the Seedance sheet's 2.x table. That 1.5 delivers the same is unverified. */
const seedanceSizes: PixelSizes = {
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
  "1080p": {
    "16:9": [1920, 1080],
    "9:16": [1080, 1920],
    "1:1": [1440, 1440],
    "4:3": [1664, 1248],
    "3:4": [1248, 1664],
    "21:9": [2206, 946],
  },
}

export const falModels = [
  {
    ...veo,
    id: "fal/veo3.1",
    name: "Veo 3.1",
    referenceToVideo: veoReferenceMode,
    maxReferenceImages: 3,
    prices: [
      { resolution: "720p", silentMicros: 200_000, soundMicros: 400_000 },
      { resolution: "1080p", silentMicros: 200_000, soundMicros: 400_000 },
    ],
    priceSource: { evidence: "fal sheet, third-party notes of September 2026: $0.20/s silent, $0.40/s with sound", readOn },
  },
  {
    ...veo,
    id: "fal/veo3.1-fast",
    name: "Veo 3.1 Fast",
    maxReferenceImages: 0,
    prices: [
      { resolution: "720p", silentMicros: 100_000, soundMicros: 150_000 },
      { resolution: "1080p", silentMicros: 100_000, soundMicros: 150_000 },
    ],
    priceSource: { evidence: "fal sheet, third-party notes of September 2026: $0.10/s silent, $0.15/s with sound", readOn },
  },
  {
    id: "fal/seedance-1.5-pro",
    provider: "fal",
    name: "Seedance 1.5 Pro",
    lifecycle: { state: "active" },
    textToVideo: seedanceMode,
    imageToVideo: seedanceMode,
    lastFrame: true,
    maxReferenceImages: 0,
    image: {
      mimes: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 30_000_000,
      minEdgePixels: 300,
      maxEdgePixels: 6000,
    },
    // The sheets state no length for 1.5 ("about 1000 English words" is advised): our own bound, well below that.
    maxPromptCharacters: 4_000,
    maxNegativePromptCharacters: 0,
    seed: { min: 0, max: 4_294_967_295 },
    cameraParameters: ["static"],
    sound: "optional",
    pixelSizes: seedanceSizes,
    // Tokens = width × height × 24 / 1024 for each second; $1.20 per million silent, $2.40 with sound.
    prices: [
      { resolution: "480p", silentMicros: 12_053, soundMicros: 24_106 },
      { resolution: "720p", silentMicros: 25_920, soundMicros: 51_840 },
      { resolution: "1080p", silentMicros: 58_320, soundMicros: 116_640 },
    ],
    priceSource: {
      evidence:
        "Seedance sheet: 720p 5 s about $0.13 silent, $0.26 with sound (third party), by its token formula; fal's own unread",
      readOn,
    },
  },
  {
    id: "fal/hailuo-02-pro",
    provider: "fal",
    name: "Hailuo 02 Pro",
    lifecycle: { state: "active" },
    // No field for length, shape or size: 1080p fixed; 10 s is "not supported for 1080p", which leaves 6.
    textToVideo: { durationsSeconds: [6], aspectRatios: ["16:9"], resolutions: ["1080p"] },
    // The clip follows the picture, which we crop to the asked shape.
    imageToVideo: { durationsSeconds: [6], aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4"], resolutions: ["1080p"] },
    lastFrame: true,
    maxReferenceImages: 0,
    image: {
      mimes: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 20_000_000,
      minEdgePixels: 300,
      maxEdgePixels: 4096,
    },
    maxPromptCharacters: 2_000,
    maxNegativePromptCharacters: 0,
    seed: null,
    cameraParameters: [],
    sound: "never",
    prices: [{ resolution: "1080p", silentMicros: 80_000, soundMicros: 80_000 }],
    priceSource: { evidence: "fal sheet, third-party notes of September 2026: $0.08/s", readOn },
  },
  {
    id: "fal/sora-2",
    provider: "fal",
    name: "Sora 2",
    lifecycle: { state: "retired", on: "2026-09-24", successorIds: ["fal/veo3.1", "fal/seedance-1.5-pro"] },
    textToVideo: { durationsSeconds: [4, 8, 12], aspectRatios: ["16:9", "9:16"], resolutions: ["720p"] },
    lastFrame: false,
    maxReferenceImages: 0,
    maxPromptCharacters: 5_000,
    maxNegativePromptCharacters: 0,
    seed: null,
    cameraParameters: [],
    sound: "always",
    prices: [{ resolution: "720p", silentMicros: 100_000, soundMicros: 100_000 }],
    priceSource: { evidence: "fal sheet: $0.10/s; its page announced the shutdown of 24 September 2026", readOn },
  },
] as const satisfies readonly VideoModel[]
