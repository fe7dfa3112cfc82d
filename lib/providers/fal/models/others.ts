import type { ModeLimits, PricePerSecond, VideoModel } from "@/lib/providers/catalogue"
import { read, stills, whole } from "@/lib/providers/fal/models/common"
import type { CameraMotion, Resolution } from "@/lib/providers/provider"

const common = {
  provider: "fal",
  lifecycle: { state: "active" },
  maxReferenceImages: 0,
  image: stills(300),
  maxNegativePromptCharacters: 0,
  seed: null,
  cameraParameters: [],
} as const satisfies Partial<VideoModel>

const rayMode: ModeLimits = {
  durationsSeconds: [5, 9],
  aspectRatios: ["16:9", "9:16", "4:3", "3:4", "21:9", "9:21"],
  resolutions: ["540p", "720p", "1080p"],
}

/** 720p costs twice, 1080p four times as much, and 9 s twice as much as 5 s: so say the input's own types. */
function rayPrices(baseMicros: number): PricePerSecond[] {
  return (["540p", "720p", "1080p"] as const).map((resolution, index) => {
    const five = baseMicros * 2 ** index
    const perSecond = Math.ceil(five / 5)
    return { resolution, silentMicros: perSecond, soundMicros: perSecond, clipMicros: { 5: five, 9: five * 2 } }
  })
}

const ray = {
  ...common,
  textToVideo: rayMode,
  imageToVideo: rayMode,
  lastFrame: true,
  // The type states no length; Luma's own bound for Ray 2.
  maxPromptCharacters: 5_000,
  sound: "never",
} as const satisfies Partial<VideoModel>

/** 3:2 and 2:3 are offered too, which our vocabulary lacks. */
const grokMode: ModeLimits = {
  durationsSeconds: whole(1, 15),
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4"],
  resolutions: ["480p", "720p"],
}

/** By the second, and so much for the still that it begins with. */
function withStill(resolution: Resolution, perSecond: number, still: number): PricePerSecond {
  const clipMicros = Object.fromEntries(whole(1, 15).map((seconds) => [seconds, seconds * perSecond + still]))
  return { resolution, silentMicros: perSecond, soundMicros: perSecond, clipMicros }
}

const grok = {
  ...common,
  lastFrame: false,
  // The type states no length; xAI's own bound is 4,096 tokens.
  maxPromptCharacters: 4_000,
  sound: "always",
} as const satisfies Partial<VideoModel>

/** What `camera_motion` has a word for (fal sheet). `focus_shift` moves no camera. */
const ltxCamera = [
  "static",
  "push_in",
  "pull_out",
  "truck_left",
  "truck_right",
  "pedestal_up",
  "pedestal_down",
] as const satisfies readonly CameraMotion[]

function ltx(resolutions: readonly Resolution[]) {
  // Fast makes up to 20 s, but not at every size and rate; which goes with which was not found.
  const mode: ModeLimits = { durationsSeconds: [6, 8, 10], aspectRatios: ["16:9", "9:16"], resolutions }
  return {
    ...common,
    textToVideo: mode,
    imageToVideo: mode,
    lastFrame: true,
    maxPromptCharacters: 5_000,
    cameraParameters: ltxCamera,
    sound: "optional",
    // The default of its `fps` field.
    fps: 25,
  } as const satisfies Partial<VideoModel>
}

const flat = (resolution: Resolution, micros: number) => ({ resolution, silentMicros: micros, soundMicros: micros })

const sora = {
  ...common,
  lifecycle: { state: "retired", on: "2026-09-24", successorIds: ["fal/veo3.1", "fal/seedance-1.5-pro"] },
  lastFrame: false,
  maxPromptCharacters: 5_000,
  sound: "always",
} as const satisfies Partial<VideoModel>
const soraMode = { durationsSeconds: [4, 8, 12, 16, 20], aspectRatios: ["16:9", "9:16"] } as const

export const otherModels = [
  {
    ...ray,
    id: "fal/ray-2",
    name: "Ray 2 (fal)",
    prices: rayPrices(500_000),
    priceSource: read("third-party notes: $0.50 for 5 s at 540p; the multiples from the input's types"),
  },
  {
    ...ray,
    id: "fal/ray-2-flash",
    name: "Ray 2 Flash (fal)",
    prices: rayPrices(200_000),
    priceSource: read("fal's page of the model (llms.txt, stored copy): $0.20 for 5 s; the multiples from the input's types"),
  },
  {
    ...grok,
    id: "fal/grok-imagine",
    name: "Grok Imagine (fal)",
    textToVideo: grokMode,
    imageToVideo: grokMode,
    // The type names no longest for references; its default is 8.
    referenceToVideo: { ...grokMode, durationsSeconds: whole(1, 10) },
    maxReferenceImages: 7,
    prices: [flat("480p", 50_000), flat("720p", 70_000)],
    priceSource: read("unverified: third-party notes, from $0.05/s; 720p estimated by the ratio of 1.5"),
  },
  {
    ...grok,
    id: "fal/grok-imagine-1.5",
    name: "Grok Imagine 1.5 (fal)",
    imageToVideo: grokMode,
    prices: [withStill("480p", 80_000, 10_000), withStill("720p", 140_000, 10_000)],
    priceSource: read("fal's page of the model (llms.txt, stored copy): $0.08/s, $0.14/s, and $0.01 for the still"),
  },
  {
    ...ltx(["720p", "1080p"]),
    id: "fal/ltx-2.5-pro",
    name: "LTX 2.5 Pro (fal)",
    prices: [flat("720p", 120_000), flat("1080p", 170_000)],
    priceSource: read("third-party copy of fal's page of August 2026: $0.12/s, $0.17/s, sound included"),
  },
  {
    ...ltx(["720p", "1080p", "2k", "4k"]),
    id: "fal/ltx-2.5-fast",
    name: "LTX 2.5 Fast (fal)",
    prices: [flat("720p", 90_000), flat("1080p", 130_000), flat("2k", 190_000), flat("4k", 300_000)],
    priceSource: read("fal's page of the model (llms.txt, stored copy): $0.09, $0.13, $0.19, $0.30 per second, sound included"),
  },
  {
    ...sora,
    id: "fal/sora-2",
    name: "Sora 2",
    textToVideo: { ...soraMode, resolutions: ["720p"] },
    prices: [flat("720p", 100_000)],
    priceSource: read("fal sheet: $0.10/s; its page announced the shutdown of 24 September 2026"),
  },
  {
    ...sora,
    id: "fal/sora-2-pro",
    name: "Sora 2 Pro (fal)",
    textToVideo: { ...soraMode, resolutions: ["720p", "1080p"] },
    prices: [flat("720p", 300_000), flat("1080p", 500_000)],
    priceSource: read("unverified: OpenAI's own price of Sora 2 Pro; its page announced the shutdown of 24 September 2026"),
  },
] as const satisfies readonly VideoModel[]
