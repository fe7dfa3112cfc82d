import type { ImageLimits, VideoModel } from "@/lib/providers/catalogue"
import { retiredKlingModels } from "@/lib/providers/kling/retired-models"
import type { AspectRatio } from "@/lib/providers/provider"
import { kling30Physics, klingO1Character } from "@/lib/providers/quality-notes"

/*
 * The "model in the path" API. Limits and prices: copies of Kling's own pages in the Kling sheet (1 unit = $0.14),
 * read 2026-11-21. No seed and no negative prompt exist there, and camera moves are words since every model with
 * `camera_control` was retired on 2026-09-15. The older API, for teams with a legacy key pair, takes the same of each
 * model but 3.0 Turbo; longer prompts than 2,500 characters go to the newer one all the same. Motion control is not
 * offered: it reads the driving clip from a public address only, and the studio has none to give.
 */

const priceSource = {
  evidence: "Kling sheet, copies of the official billing pages, July to November 2026",
  readOn: "2026-11-21",
}

/** Stills: jpg or png, at least 300 px a side. The API allows 50 MB; 10 MB is our bound for base64 inside one JSON. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png"],
  maxBytes: 10_000_000,
  minEdgePixels: 300,
  maxEdgePixels: 4096,
}

const textRatios = ["16:9", "9:16", "1:1"] as const satisfies readonly AspectRatio[]
/** From a frame there is no ratio field: the clip follows the picture, which may be from 1:2.5 to 2.5:1. */
const imageRatios = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"] as const satisfies readonly AspectRatio[]
const threeToTen = [3, 4, 5, 6, 7, 8, 9, 10] as const
const threeToFifteen = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const
const fiveOrTen = [5, 10] as const
const hd = ["720p", "1080p"] as const
const upTo4k = ["720p", "1080p", "4k"] as const

const common = {
  provider: "kling",
  lifecycle: { state: "active" },
  lastFrame: true,
  maxReferenceImages: 0,
  image,
  maxNegativePromptCharacters: 0,
  seed: null,
  cameraParameters: [],
  priceSource,
} as const satisfies Partial<VideoModel>

export const klingModels = [
  {
    ...common,
    id: "kling/kling-3.0",
    qualities: [kling30Physics],
    name: "Kling 3.0",
    textToVideo: { durationsSeconds: threeToFifteen, aspectRatios: textRatios, resolutions: upTo4k },
    imageToVideo: { durationsSeconds: threeToFifteen, aspectRatios: imageRatios, resolutions: upTo4k },
    maxPromptCharacters: 3072,
    sound: "optional",
    prices: [
      { resolution: "720p", silentMicros: 84_000, soundMicros: 126_000 },
      { resolution: "1080p", silentMicros: 112_000, soundMicros: 168_000 },
      { resolution: "4k", silentMicros: 420_000, soundMicros: 420_000 },
    ],
  },
  {
    ...common,
    id: "kling/kling-3.0-turbo",
    name: "Kling 3.0 Turbo",
    textToVideo: { durationsSeconds: threeToFifteen, aspectRatios: textRatios, resolutions: hd },
    imageToVideo: { durationsSeconds: threeToFifteen, aspectRatios: imageRatios, resolutions: hd },
    // 3072 is stated for 3.0; 2500 is the length that Kling advises everywhere.
    maxPromptCharacters: 2500,
    sound: "optional",
    prices: [
      { resolution: "720p", silentMicros: 112_000, soundMicros: 112_000 },
      { resolution: "1080p", silentMicros: 140_000, soundMicros: 140_000 },
    ],
  },
  {
    ...common,
    id: "kling/kling-2.6",
    name: "Kling 2.6",
    textToVideo: { durationsSeconds: fiveOrTen, aspectRatios: textRatios, resolutions: hd },
    imageToVideo: { durationsSeconds: fiveOrTen, aspectRatios: imageRatios, resolutions: hd },
    lastFrameOnlyAt: ["1080p"],
    maxPromptCharacters: 2500,
    sound: "optional",
    soundOnlyAt: ["1080p"],
    prices: [
      { resolution: "720p", silentMicros: 42_000, soundMicros: 42_000 },
      { resolution: "1080p", silentMicros: 70_000, soundMicros: 140_000 },
    ],
  },
  {
    ...common,
    id: "kling/kling-2.5-turbo",
    name: "Kling 2.5 Turbo",
    textToVideo: { durationsSeconds: fiveOrTen, aspectRatios: textRatios, resolutions: hd },
    imageToVideo: { durationsSeconds: fiveOrTen, aspectRatios: imageRatios, resolutions: hd },
    lastFrameOnlyAt: ["1080p"],
    maxPromptCharacters: 2500,
    sound: "never",
    prices: [
      { resolution: "720p", silentMicros: 42_000, soundMicros: 42_000 },
      { resolution: "1080p", silentMicros: 70_000, soundMicros: 70_000 },
    ],
  },
  {
    ...common,
    id: "kling/kling-3.0-omni",
    name: "Kling 3.0 Omni",
    textToVideo: { durationsSeconds: threeToFifteen, aspectRatios: textRatios, resolutions: upTo4k },
    imageToVideo: { durationsSeconds: threeToFifteen, aspectRatios: imageRatios, resolutions: upTo4k },
    referenceToVideo: { durationsSeconds: threeToFifteen, aspectRatios: textRatios, resolutions: upTo4k },
    maxReferenceImages: 7,
    maxPromptCharacters: 2500,
    sound: "optional",
    prices: [
      { resolution: "720p", silentMicros: 84_000, soundMicros: 112_000 },
      { resolution: "1080p", silentMicros: 112_000, soundMicros: 140_000 },
      { resolution: "4k", silentMicros: 420_000, soundMicros: 420_000 },
    ],
  },
  {
    ...common,
    id: "kling/kling-o1",
    qualities: [klingO1Character],
    name: "Kling O1",
    textToVideo: { durationsSeconds: threeToTen, aspectRatios: textRatios, resolutions: hd },
    imageToVideo: { durationsSeconds: threeToTen, aspectRatios: imageRatios, resolutions: hd },
    referenceToVideo: { durationsSeconds: threeToTen, aspectRatios: textRatios, resolutions: hd },
    // "Yes" in the table of models; 7 is what the page of its path says for all of them.
    maxReferenceImages: 7,
    maxPromptCharacters: 2500,
    sound: "never",
    prices: [
      { resolution: "720p", silentMicros: 84_000, soundMicros: 84_000 },
      { resolution: "1080p", silentMicros: 112_000, soundMicros: 112_000 },
    ],
  },
  ...retiredKlingModels,
] as const satisfies readonly VideoModel[]
