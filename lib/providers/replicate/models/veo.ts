import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { common, makersPrice, price, schema, seed, thirdParty, thirdPartyPrice } from "@/lib/providers/replicate/models/common"

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

/** Google's models on Replicate. */
export const veoModels = [
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
] as const satisfies readonly VideoModel[]
