import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"
import { common, price, range, seed, thirdParty, thirdPartyPrice } from "@/lib/providers/replicate/models/common"
import { seedanceSizes } from "@/lib/providers/replicate/sizes"
import { seedance1Sizes } from "@/lib/providers/seedance-sizes"

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

/** ByteDance's models on Replicate. */
export const seedanceModels = [
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
] as const satisfies readonly VideoModel[]
