import type { VideoModel } from "@/lib/providers/catalogue"
import { anySeed, read, stills, whole } from "@/lib/providers/fal/models/common"

const ratios = ["16:9", "9:16", "1:1", "4:3", "3:4"] as const
const resolutions = ["720p", "1080p"] as const

const wan = {
  provider: "fal",
  lifecycle: { state: "active" },
  lastFrame: true,
  maxReferenceImages: 0,
  // "Between 240 and 7680 px", "max 20 MB" say the types of 2.6 and 2.7.
  image: stills(240, 20_000_000),
  maxPromptCharacters: 5_000,
  maxNegativePromptCharacters: 500,
  seed: anySeed,
  cameraParameters: [],
} as const satisfies Partial<VideoModel>

const twoPrices = [
  { resolution: "720p", silentMicros: 100_000, soundMicros: 100_000 },
  { resolution: "1080p", silentMicros: 150_000, soundMicros: 150_000 },
] as const

const prime = { durationsSeconds: whole(2, 30), aspectRatios: ratios, resolutions: ["480p", "720p", "1080p"] } as const

export const wanModels = [
  {
    ...wan,
    id: "fal/wan-3.0-prime",
    name: "Wan 3.0 Prime (fal)",
    textToVideo: prime,
    imageToVideo: prime,
    referenceToVideo: prime,
    // The sheet names no number; that of Wan 2.7's maker.
    maxReferenceImages: 5,
    maxNegativePromptCharacters: 0,
    sound: "optional",
    prices: [
      { resolution: "480p", silentMicros: 68_000, soundMicros: 68_000 },
      { resolution: "720p", silentMicros: 140_000, soundMicros: 140_000 },
      { resolution: "1080p", silentMicros: 280_000, soundMicros: 280_000 },
    ],
    priceSource: read("fal sheet, third-party notes of September 2026: $0.068, $0.14, $0.28 per second"),
  },
  {
    ...wan,
    id: "fal/wan-2.7",
    name: "Wan 2.7 (fal)",
    textToVideo: { durationsSeconds: whole(2, 15), aspectRatios: ratios, resolutions },
    // The clip follows the picture, which we crop to the asked shape.
    imageToVideo: { durationsSeconds: whole(2, 15), aspectRatios: ratios, resolutions },
    referenceToVideo: { durationsSeconds: whole(2, 10), aspectRatios: ratios, resolutions },
    maxReferenceImages: 5,
    // "If not provided, the model auto-generates matching background music": there is no switch.
    sound: "always",
    prices: twoPrices,
    priceSource: read("third-party reading of fal's pages, September 2026: $0.10/s at 720p, $0.15/s at 1080p"),
  },
  {
    ...wan,
    id: "fal/wan-2.6",
    name: "Wan 2.6 (fal)",
    textToVideo: { durationsSeconds: [5, 10, 15], aspectRatios: ratios, resolutions },
    imageToVideo: { durationsSeconds: [5, 10, 15], aspectRatios: ratios, resolutions },
    lastFrame: false,
    maxPromptCharacters: 800,
    sound: "always",
    prices: twoPrices,
    priceSource: read("unverified: third-party notes of September 2026, $0.10/s at 720p, $0.15/s at 1080p"),
  },
] as const satisfies readonly VideoModel[]
