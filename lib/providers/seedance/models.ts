import type { ImageLimits, ModeLimits, PixelSizes, PricePerSecond, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"
import { sizes25 } from "@/lib/providers/seedance/sizes"
import { seedance1Sizes, seedanceSizes } from "@/lib/providers/seedance-sizes"

/*
 * Limits: the Seedance sheet (SDK types and dated copies of BytePlus' pages), read 2026-11-21. A clip is billed by its
 * tokens: seconds × width × height × 24 / 1024.
 */

const readOn = "2026-11-21"

/** Dollars for a million tokens, which are micro-dollars for one. `soundMicros`: where a clip with sound costs more. */
export type TokenPrice = { resolutions: readonly Resolution[]; silentMicros: number; soundMicros: number }

const anySize: readonly Resolution[] = ["480p", "720p", "1080p", "4k"]
const even = (resolutions: readonly Resolution[], micros: number): TokenPrice => ({
  resolutions,
  silentMicros: micros,
  soundMicros: micros,
})

/** By our model id, for clips made from words and stills. A clip made from a video costs less; none is made here. */
export const tokenPrices: Readonly<Record<string, readonly TokenPrice[]>> = {
  "seedance/seedance-2.5": [even(["480p", "720p"], 10.7), even(["1080p"], 11.7)],
  "seedance/seedance-2.0": [even(["480p", "720p"], 7), even(["1080p"], 7.7), even(["4k"], 4)],
  "seedance/seedance-2.0-fast": [even(anySize, 5.6)],
  "seedance/seedance-2.0-mini": [even(anySize, 3.5)],
  "seedance/seedance-1.5-pro": [{ resolutions: anySize, silentMicros: 1.2, soundMicros: 2.4 }],
  "seedance/seedance-1.0-pro": [even(anySize, 2.5)],
  "seedance/seedance-1.0-pro-fast": [even(anySize, 1)],
}

const sheetPrice = { evidence: "Seedance sheet, copy of BytePlus' price page: dollars per million tokens", readOn }
const pagePrice = {
  evidence: "copy of BytePlus' price page (docs.byteplus.com ModelArk/1544106) as of 2026-07-31, per million tokens",
  readOn,
}

/** What a second of 16:9 costs at each size. Rounded up, so that what is held is never less than what is billed. */
function pricesOf(id: string, resolutions: readonly Resolution[], pixels: PixelSizes): readonly PricePerSecond[] {
  return resolutions.map((resolution) => {
    const price = tokenPrices[id]?.find((known) => known.resolutions.includes(resolution))
    const [width, height] = pixels[resolution]?.["16:9"] ?? []
    if (!price || !width || !height) throw new Error(`${id} has no price at ${resolution}.`)
    const tokens = (width * height * 24) / 1024
    const micros = (perToken: number) => Math.ceil(Math.round(tokens * perToken * 1000) / 1000)
    return { resolution, silentMicros: micros(price.silentMicros), soundMicros: micros(price.soundMicros) }
  })
}

/**
 * Stills: under 30 MB and 300 to 6000 px a side, 64 MB a request. 5 MB is our own bound, so that nine references fit into
 * one request as base64.
 */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 5_000_000,
  minEdgePixels: 300,
  maxEdgePixels: 6000,
}

const ratios: readonly AspectRatio[] = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"]
const seconds = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const mode = (durationsSeconds: readonly number[], resolutions: readonly Resolution[]): ModeLimits => ({
  durationsSeconds,
  aspectRatios: ratios,
  resolutions,
})

const hd: readonly Resolution[] = ["480p", "720p"]
const fullHd: readonly Resolution[] = ["480p", "720p", "1080p"]

const realFaces = {
  kind: "person_refused",
  words: "Stills with a realistic human face are refused, made by AI or not, unless this account made them.",
  source: { evidence: "Seedance sheet, copies of ModelArk's guide and error table (…PrivacyInformation)", readOn },
} as const

const common = {
  provider: "seedance",
  lifecycle: { state: "active" },
  image,
  // "About 1000 English words" is advised and no length is stated: our own bound, well below that.
  maxPromptCharacters: 4000,
  maxNegativePromptCharacters: 0,
  fps: 24,
  pricedByPixels: true,
} as const satisfies Partial<VideoModel>

/** 2.x has neither seed nor a fixed camera, and takes references in place of frames. */
const second = {
  ...common,
  lastFrame: true,
  maxReferenceImages: 9,
  seed: null,
  cameraParameters: [],
  sound: "optional",
  refuses: [realFaces],
} as const satisfies Partial<VideoModel>

const first = {
  ...common,
  maxReferenceImages: 0,
  seed: { min: 0, max: 4_294_967_295 },
  cameraParameters: ["static"],
} as const satisfies Partial<VideoModel>

const modes = (length: readonly number[], resolutions: readonly Resolution[]) => ({
  textToVideo: mode(length, resolutions),
  imageToVideo: mode(length, resolutions),
})
const allModes = (length: readonly number[], resolutions: readonly Resolution[]) => ({
  ...modes(length, resolutions),
  referenceToVideo: mode(length, resolutions),
})

export const seedanceModels = [
  {
    ...second,
    ...allModes(seconds(4, 30), fullHd),
    id: "seedance/seedance-2.5",
    name: "Seedance 2.5 (ModelArk)",
    maxReferenceImages: 30,
    pixelSizes: sizes25,
    prices: pricesOf("seedance/seedance-2.5", fullHd, sizes25),
    priceSource: {
      evidence: "Seedance sheet, third-party measurements: 5 s for about $0.51, $1.16 and $2.84, worked back to tokens",
      readOn,
    },
  },
  {
    ...second,
    ...allModes(seconds(4, 15), anySize),
    id: "seedance/seedance-2.0",
    name: "Seedance 2.0 (ModelArk)",
    pixelSizes: seedanceSizes,
    prices: pricesOf("seedance/seedance-2.0", anySize, seedanceSizes),
    priceSource: sheetPrice,
  },
  {
    ...second,
    ...allModes(seconds(4, 15), hd),
    id: "seedance/seedance-2.0-fast",
    name: "Seedance 2.0 Fast (ModelArk)",
    pixelSizes: seedanceSizes,
    prices: pricesOf("seedance/seedance-2.0-fast", hd, seedanceSizes),
    priceSource: pagePrice,
  },
  {
    ...second,
    ...allModes(seconds(4, 15), hd),
    id: "seedance/seedance-2.0-mini",
    name: "Seedance 2.0 Mini (ModelArk)",
    pixelSizes: seedanceSizes,
    prices: pricesOf("seedance/seedance-2.0-mini", hd, seedanceSizes),
    priceSource: pagePrice,
  },
  {
    ...first,
    ...modes(seconds(4, 12), fullHd),
    id: "seedance/seedance-1.5-pro",
    name: "Seedance 1.5 Pro (ModelArk)",
    lastFrame: true,
    sound: "optional",
    pixelSizes: seedanceSizes,
    prices: pricesOf("seedance/seedance-1.5-pro", fullHd, seedanceSizes),
    priceSource: pagePrice,
  },
  {
    ...first,
    ...modes(seconds(2, 12), fullHd),
    id: "seedance/seedance-1.0-pro",
    name: "Seedance 1.0 Pro (ModelArk)",
    lastFrame: true,
    sound: "never",
    pixelSizes: seedance1Sizes,
    prices: pricesOf("seedance/seedance-1.0-pro", fullHd, seedance1Sizes),
    priceSource: pagePrice,
  },
  {
    ...first,
    ...modes(seconds(2, 12), fullHd),
    id: "seedance/seedance-1.0-pro-fast",
    name: "Seedance 1.0 Pro Fast (ModelArk)",
    lastFrame: false,
    sound: "never",
    pixelSizes: seedance1Sizes,
    prices: pricesOf("seedance/seedance-1.0-pro-fast", fullHd, seedance1Sizes),
    priceSource: pagePrice,
  },
] as const satisfies readonly VideoModel[]
