import type { VideoModel } from "@/lib/providers/catalogue"
import { anySeed, read, stills, whole } from "@/lib/providers/fal/models/common"

/** The clip follows the picture, which we crop to the asked shape. */
const frameRatios = ["16:9", "9:16", "1:1", "4:3", "3:4"] as const

const hailuo = {
  provider: "fal",
  lifecycle: { state: "active" },
  lastFrame: true,
  maxReferenceImages: 0,
  image: stills(300, 20_000_000),
  maxPromptCharacters: 2_000,
  maxNegativePromptCharacters: 0,
  seed: null,
  cameraParameters: [],
  sound: "never",
} as const satisfies Partial<VideoModel>

/** No field for length, shape or size: 1080p fixed; 10 s is "not supported for 1080p", which leaves 6. */
const pro = {
  textToVideo: { durationsSeconds: [6], aspectRatios: ["16:9"], resolutions: ["1080p"] },
  imageToVideo: { durationsSeconds: [6], aspectRatios: frameRatios, resolutions: ["1080p"] },
} as const satisfies Partial<VideoModel>

/** 768P; the types know 512P too, for a picture alone. */
const standard = {
  textToVideo: { durationsSeconds: [6, 10], aspectRatios: ["16:9"], resolutions: ["768p"] },
  imageToVideo: { durationsSeconds: [6, 10], aspectRatios: frameRatios, resolutions: ["768p"] },
} as const satisfies Partial<VideoModel>

const h3Mode = {
  durationsSeconds: whole(5, 15),
  aspectRatios: [...frameRatios, "21:9"],
  resolutions: ["480p", "768p", "1080p"],
} as const

export const minimaxModels = [
  {
    ...hailuo,
    id: "fal/minimax-h3-max",
    name: "MiniMax H3 Max (fal)",
    textToVideo: h3Mode,
    imageToVideo: h3Mode,
    referenceToVideo: h3Mode,
    maxReferenceImages: 9,
    // No length is stated where we looked: our own bound.
    maxPromptCharacters: 5_000,
    seed: anySeed,
    sound: "always",
    prices: [
      { resolution: "480p", silentMicros: 50_000, soundMicros: 50_000 },
      { resolution: "768p", silentMicros: 80_000, soundMicros: 80_000 },
      { resolution: "1080p", silentMicros: 160_000, soundMicros: 160_000 },
    ],
    priceSource: read("fal's page of the model (stored copy): $0.05/s and $0.08/s from 1 September; 1080p from the fal sheet"),
  },
  {
    ...hailuo,
    ...pro,
    id: "fal/hailuo-02-pro",
    name: "Hailuo 02 Pro",
    prices: [{ resolution: "1080p", silentMicros: 80_000, soundMicros: 80_000 }],
    priceSource: read("fal sheet and fal's page of the model (stored copy): $0.08/s"),
  },
  {
    ...hailuo,
    ...standard,
    id: "fal/hailuo-02-standard",
    name: "Hailuo 02 Standard (fal)",
    prices: [{ resolution: "768p", silentMicros: 45_000, soundMicros: 45_000 }],
    priceSource: read("unverified: $0.045/s, of a third party that gives $0.45 for 10 s"),
  },
  {
    ...hailuo,
    ...pro,
    id: "fal/hailuo-2.3-pro",
    name: "Hailuo 2.3 Pro (fal)",
    lastFrame: false,
    prices: [{ resolution: "1080p", silentMicros: 81_667, soundMicros: 81_667, clipMicros: { 6: 490_000 } }],
    priceSource: read("fal's page of the model (llms.txt, stored copy): $0.49 for a clip"),
  },
  {
    ...hailuo,
    ...standard,
    id: "fal/hailuo-2.3-standard",
    name: "Hailuo 2.3 Standard (fal)",
    lastFrame: false,
    prices: [{ resolution: "768p", silentMicros: 56_000, soundMicros: 56_000, clipMicros: { 6: 280_000, 10: 560_000 } }],
    priceSource: read("fal's page of the model (llms.txt, stored copy): $0.28 for 6 s, $0.56 for 10 s"),
  },
] as const satisfies readonly VideoModel[]
