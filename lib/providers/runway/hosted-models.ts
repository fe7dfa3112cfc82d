import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"
import { veo31Physics } from "@/lib/providers/quality-notes"
import { common, credits, laterPriceSource, openApiSource, seconds } from "@/lib/providers/runway/common"
import {
  happyhorseSizes,
  omni11Sizes,
  omniSizes,
  seedance25Sizes,
  seedanceSmallSizes,
  veoSizes,
  wanSizes,
} from "@/lib/providers/runway/sizes"
import { seedanceSizes } from "@/lib/providers/seedance-sizes"

/*
 * Other makers' models that Runway hosts. Inputs: src/resources/{text,image}-to-video.ts of @runwayml/sdk 4.20.1, read
 * 2026-11-21. Where the types leave a length or a prompt limit open, see `openApiSource`.
 */

const wide = ["16:9", "9:16"] as const
const five = ["16:9", "9:16", "1:1", "4:3", "3:4"] as const
const six = [...five, "21:9"] as const

const mode = (
  aspectRatios: ModeLimits["aspectRatios"],
  resolutions: readonly Resolution[],
  durationsSeconds: readonly number[],
): ModeLimits => ({ aspectRatios, resolutions, durationsSeconds })

const veoMode = mode(wide, ["720p", "1080p"], [4, 6, 8])
const omniMode = mode(wide, ["720p"], seconds(3, 10))
const omni11Mode = mode(wide, ["360p", "720p", "1080p", "4k"], seconds(3, 10))
const wanMode = mode(five, ["480p", "720p", "1080p"], seconds(2, 30))
const hailuoMode = mode(six, ["768p", "2k"], seconds(5, 15))

const veo = {
  ...common,
  textToVideo: veoMode,
  imageToVideo: veoMode,
  lastFrame: true,
  // The type states no length; the prompt's own is the safe reading.
  maxNegativePromptCharacters: 1000,
  sound: "optional",
  pixelSizes: veoSizes,
} as const satisfies Partial<VideoModel>

const wan = {
  ...common,
  textToVideo: wanMode,
  // Its shape follows the first frame, which we crop to the asked one.
  imageToVideo: wanMode,
  referenceToVideo: wanMode,
  lastFrame: true,
  maxReferenceImages: 10,
  maxPromptCharacters: 20_000,
  seed: null,
  sound: "optional",
  pixelSizes: wanSizes,
  source: openApiSource,
} as const satisfies Partial<VideoModel>

/** One of the Seedance family: every way in takes the same. */
function seedance(id: string, name: string, resolutions: readonly Resolution[], longestSeconds: number) {
  const ways = mode(six, resolutions, seconds(4, longestSeconds))
  return {
    ...common,
    id,
    name,
    textToVideo: ways,
    imageToVideo: ways,
    referenceToVideo: ways,
    lastFrame: true,
    maxReferenceImages: 9,
    maxPromptCharacters: 3500,
    sound: "optional",
    source: openApiSource,
  } as const satisfies Partial<VideoModel>
}

export const hostedModels = [
  {
    ...veo,
    id: "runway/veo3.1",
    qualities: [veo31Physics],
    name: "Veo 3.1 (Runway)",
    prices: [
      { resolution: "720p", silentMicros: 200_000, soundMicros: 400_000 },
      { resolution: "1080p", silentMicros: 200_000, soundMicros: 400_000 },
    ],
  },
  {
    ...veo,
    id: "runway/veo3.1_fast",
    name: "Veo 3.1 Fast (Runway)",
    prices: [
      { resolution: "720p", silentMicros: 100_000, soundMicros: 150_000 },
      { resolution: "1080p", silentMicros: 100_000, soundMicros: 150_000 },
    ],
  },
  {
    ...common,
    id: "runway/gemini_omni_flash",
    name: "Gemini Omni Flash (Runway)",
    textToVideo: omniMode,
    imageToVideo: omniMode,
    maxPromptCharacters: 4000,
    seed: null,
    sound: "always",
    pixelSizes: omniSizes,
    prices: credits({ "720p": 10 }),
    source: openApiSource,
  },
  {
    ...common,
    id: "runway/gemini_omni_flash_1.1",
    name: "Gemini Omni Flash 1.1 (Runway)",
    textToVideo: omni11Mode,
    imageToVideo: omni11Mode,
    // How many references it takes beside words nobody says; five is what it takes beside a clip.
    referenceToVideo: omni11Mode,
    lastFrame: true,
    maxReferenceImages: 5,
    maxPromptCharacters: 4000,
    seed: null,
    sound: "always",
    pixelSizes: omni11Sizes,
    prices: credits({ "360p": 3.4, "720p": 10, "1080p": 15, "4k": 30 }),
    referenceMicros: 10_000,
    priceSource: laterPriceSource,
    source: openApiSource,
  },
  {
    ...seedance("runway/seedance2", "Seedance 2.0 (Runway)", ["480p", "720p", "1080p", "4k"], 15),
    pixelSizes: seedanceSizes,
    prices: credits({ "480p": 36, "720p": 36, "1080p": 40, "4k": 150 }),
  },
  {
    ...seedance("runway/seedance2_fast", "Seedance 2.0 Fast (Runway)", ["480p", "720p"], 15),
    pixelSizes: seedanceSmallSizes,
    prices: credits({ "480p": 29, "720p": 29 }),
  },
  {
    ...seedance("runway/seedance2_mini", "Seedance 2.0 Mini", ["480p", "720p"], 15),
    pixelSizes: seedanceSmallSizes,
    prices: credits({ "480p": 16, "720p": 16 }),
    minimumMicros: 640_000,
  },
  {
    ...seedance("runway/seedance2_5", "Seedance 2.5 (Runway)", ["480p", "720p", "1080p"], 30),
    maxReferenceImages: 30,
    maxPromptCharacters: 15_000,
    pixelSizes: seedance25Sizes,
    prices: credits({ "480p": 20, "720p": 30, "1080p": 68 }),
    minimumMicros: 800_000,
  },
  {
    ...common,
    id: "runway/hailuo3",
    name: "Hailuo 3.0 (Runway)",
    textToVideo: hailuoMode,
    imageToVideo: hailuoMode,
    referenceToVideo: hailuoMode,
    lastFrame: true,
    maxReferenceImages: 9,
    maxPromptCharacters: 6000,
    seed: null,
    // No field for it; the maker's model always sounds.
    sound: "always",
    prices: credits({ "768p": 10, "2k": 15 }),
    referenceMicros: 20_000,
    source: openApiSource,
  },
  {
    ...common,
    id: "runway/h3_max",
    name: "MiniMax H3 Max (Runway)",
    // No ratio: words alone make 16:9, and a first frame gives its own shape.
    textToVideo: mode(["16:9"], ["480p", "768p"], seconds(5, 15)),
    imageToVideo: mode(six, ["480p", "768p"], seconds(5, 15)),
    lastFrame: true,
    maxPromptCharacters: 6000,
    prices: credits({ "480p": 5, "768p": 8 }),
    source: openApiSource,
  },
  {
    ...wan,
    id: "runway/wan3",
    name: "Wan 3.0 (Runway)",
    prices: credits({ "480p": 5, "720p": 10, "1080p": 20 }),
  },
  {
    ...wan,
    id: "runway/wan3_prime",
    name: "Wan 3.0 Prime (Runway)",
    // The sheet has Wan 3.0's own prices here; a later copy of the page has these.
    prices: credits({ "480p": 6.8, "720p": 14, "1080p": 28 }),
    priceSource: laterPriceSource,
  },
  {
    ...common,
    id: "runway/grok_imagine_1_5",
    name: "Grok Imagine 1.5 (Runway)",
    textToVideo: mode(five, ["480p", "720p", "1080p"], seconds(1, 15)),
    imageToVideo: mode(five, ["480p", "720p", "1080p"], seconds(1, 15)),
    referenceToVideo: mode(five, ["480p", "720p"], seconds(1, 15)),
    maxReferenceImages: 7,
    maxPromptCharacters: 2500,
    seed: null,
    sound: "always",
    prices: credits({ "480p": 10, "720p": 16, "1080p": 29 }),
    referenceMicros: 10_000,
    source: openApiSource,
  },
  {
    ...common,
    id: "runway/happyhorse_1_0",
    name: "HappyHorse 1.0 (Runway)",
    textToVideo: mode(five, ["720p", "1080p"], seconds(3, 15)),
    imageToVideo: mode(five, ["720p", "1080p"], seconds(3, 15)),
    maxPromptCharacters: 2500,
    seed: null,
    sound: "always",
    pixelSizes: happyhorseSizes,
    prices: credits({ "720p": 15, "1080p": 30 }),
    source: openApiSource,
  },
] as const satisfies readonly VideoModel[]
