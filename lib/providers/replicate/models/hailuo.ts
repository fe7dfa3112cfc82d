import type { VideoModel } from "@/lib/providers/catalogue"
import { common, price, readOn, thirdParty } from "@/lib/providers/replicate/models/common"

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

/** MiniMax's models on Replicate. */
export const hailuoModels = [
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
