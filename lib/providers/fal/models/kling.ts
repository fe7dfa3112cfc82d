import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { read, stills, whole } from "@/lib/providers/fal/models/common"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"

/** From a frame there is no field for the shape: the clip follows the picture, which we crop to the asked one. */
const frameRatios: readonly AspectRatio[] = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"]
const textRatios: readonly AspectRatio[] = ["16:9", "9:16", "1:1"]

const image = stills(300)

function modes(durationsSeconds: readonly number[], resolution: Resolution) {
  return {
    textToVideo: { durationsSeconds, aspectRatios: textRatios, resolutions: [resolution] },
    imageToVideo: { durationsSeconds, aspectRatios: frameRatios, resolutions: [resolution] },
  }
}

/** Kling has no field for the size: "pro" delivers 1080p and "standard" 720p (the Kling sheet; fal states neither). */
const kling = {
  provider: "fal",
  lifecycle: { state: "active" },
  lastFrame: true,
  maxReferenceImages: 0,
  image,
  maxPromptCharacters: 2_500,
  maxNegativePromptCharacters: 2_500,
  seed: null,
  cameraParameters: [],
  sound: "optional",
} as const satisfies Partial<VideoModel>

const o3 = {
  ...kling,
  // The O3 types have no negative prompt. "Maximum 4 total when using video"; without one no number is stated.
  maxNegativePromptCharacters: 0,
  maxReferenceImages: 4,
} as const satisfies Partial<VideoModel>

function o3Modes(resolution: Resolution) {
  const referenceToVideo: ModeLimits = { durationsSeconds: whole(3, 15), aspectRatios: textRatios, resolutions: [resolution] }
  return { ...modes(whole(3, 15), resolution), referenceToVideo }
}

const motion = {
  ...kling,
  lastFrame: false,
  maxNegativePromptCharacters: 0,
} as const satisfies Partial<VideoModel>

/** A character's picture acts out a clip. Up to 30 s with the clip's orientation; 90 MB is what one PUT of fal's SDK takes. */
function motionMode(resolution: Resolution): Pick<VideoModel, "sourceToVideo"> {
  return {
    sourceToVideo: {
      durationsSeconds: whole(3, 30),
      durationFollows: "source",
      aspectRatios: frameRatios,
      resolutions: [resolution],
      firstFrame: "needed",
      takes: { mimes: ["video/mp4", "video/quicktime"], maxBytes: 90_000_000, minSeconds: 3, maxSeconds: 30 },
    },
  }
}

const one = (resolution: Resolution, silentMicros: number, soundMicros = silentMicros) => [
  { resolution, silentMicros, soundMicros },
]

export const klingModels = [
  {
    ...kling,
    ...modes(whole(3, 15), "1080p"),
    id: "fal/kling-3.0-pro",
    name: "Kling 3.0 Pro (fal)",
    prices: one("1080p", 112_000, 168_000),
    priceSource: read("fal sheet and fal's page of the model: $0.112/s silent, $0.168/s with sound"),
  },
  {
    ...kling,
    ...modes(whole(3, 15), "720p"),
    id: "fal/kling-3.0-standard",
    name: "Kling 3.0 Standard (fal)",
    prices: one("720p", 84_000, 126_000),
    priceSource: read("fal's page of the model (llms.txt, stored copy): $0.084/s silent, $0.126/s with sound"),
  },
  {
    ...o3,
    ...o3Modes("1080p"),
    id: "fal/kling-o3-pro",
    name: "Kling O3 Pro (fal)",
    prices: one("1080p", 112_000, 140_000),
    priceSource: read("unverified: third-party notes, $0.14/s with sound; silent as Kling 3.0 Pro"),
  },
  {
    ...o3,
    ...o3Modes("720p"),
    id: "fal/kling-o3-standard",
    name: "Kling O3 Standard (fal)",
    prices: one("720p", 84_000, 112_000),
    priceSource: read("fal's page of the model (stored copy): $0.084/s silent, $0.112/s with sound"),
  },
  {
    ...kling,
    ...modes([5, 10], "1080p"),
    id: "fal/kling-2.5-turbo-pro",
    name: "Kling 2.5 Turbo Pro (fal)",
    sound: "never",
    prices: one("1080p", 70_000),
    priceSource: read("fal sheet, third-party notes of September 2026: $0.07/s"),
  },
  {
    ...motion,
    ...motionMode("1080p"),
    id: "fal/kling-3.0-pro-motion-control",
    name: "Kling 3.0 Pro Motion Control (fal)",
    prices: one("1080p", 168_000),
    priceSource: read("Kling's own price (Kling sheet: $0.168/s), which third-party notes give for fal too"),
  },
  {
    ...motion,
    ...motionMode("720p"),
    id: "fal/kling-3.0-standard-motion-control",
    name: "Kling 3.0 Standard Motion Control (fal)",
    prices: one("720p", 126_000),
    priceSource: read("Kling's own price (Kling sheet: $0.126/s), which third-party notes give for fal too"),
  },
  {
    ...motion,
    ...motionMode("1080p"),
    id: "fal/kling-2.6-pro-motion-control",
    name: "Kling 2.6 Pro Motion Control (fal)",
    prices: one("1080p", 112_000),
    priceSource: read("unverified: no page of fal's was found; estimated as Kling 3.0 Pro silent"),
  },
  {
    ...motion,
    ...motionMode("720p"),
    id: "fal/kling-2.6-standard-motion-control",
    name: "Kling 2.6 Standard Motion Control (fal)",
    prices: one("720p", 84_000),
    priceSource: read("unverified: no page of fal's was found; estimated as Kling 3.0 Standard silent"),
  },
] as const satisfies readonly VideoModel[]
