import type { ImageLimits, ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"

/*
 * The v3 API. Limits: the HeyGen sheet (client generated from HeyGen's OpenAPI, 2026-07-22), read 2026-11-21. The shapes
 * 4:5 and 5:4 exist there too and have no word here.
 */

const readOn = "2026-11-21"
const price = { evidence: "HeyGen sheet, copy of the price page (developers.heygen.com/docs/pricing)", readOn }

const ratios: readonly AspectRatio[] = ["16:9", "9:16", "1:1"]
const hd: readonly Resolution[] = ["720p", "1080p"]
const upTo4k: readonly Resolution[] = [...hd, "4k"]

const maxScriptCharacters = 5000
/** Calm speech has 150 words a minute, and the longest script at most one word for every two characters. */
const longestSpeechSeconds = ((maxScriptCharacters / 2) * 60) / 150

/** The clip is as long as its script takes to speak. */
const spoken: ModeLimits = {
  durationsSeconds: Array.from({ length: longestSpeechSeconds }, (_, index) => index + 1),
  aspectRatios: ratios,
  resolutions: upTo4k,
  durationFollows: "speech",
}

/** The sheet names png and jpeg up to 32 MB for files; 10 MB is our bound for base64 inside one JSON. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png"],
  maxBytes: 10_000_000,
  minEdgePixels: 256,
  maxEdgePixels: 4096,
}

const common = {
  provider: "heygen",
  lifecycle: { state: "active" },
  lastFrame: false,
  maxReferenceImages: 0,
  maxNegativePromptCharacters: 0,
  seed: null,
  // A motion prompt is for face, body and gestures: HeyGen's help says that camera moves are not obeyed there.
  cameraParameters: [],
  sound: "always",
} as const satisfies Partial<VideoModel>

const avatar = {
  ...common,
  textToVideo: spoken,
  maxPromptCharacters: maxScriptCharacters,
  promptIs: "script",
  fps: 25,
} as const satisfies Partial<VideoModel>

/** The same at 720p and 1080p, more at 4k. */
const prices = (micros: number, microsAt4k: number) => [
  ...hd.map((resolution) => ({ resolution, silentMicros: micros, soundMicros: micros })),
  { resolution: "4k" as const, silentMicros: microsAt4k, soundMicros: microsAt4k },
]

export const heygenModels = [
  {
    ...avatar,
    id: "heygen/avatar-iv",
    name: "HeyGen Avatar IV",
    // Of a digital twin; a look made from a photo costs a quarter less, and the look's id does not tell which it is.
    prices: prices(66_700, 83_300),
    priceSource: price,
  },
  {
    ...avatar,
    id: "heygen/avatar-v",
    name: "HeyGen Avatar V",
    prices: prices(100_000, 100_000),
    priceSource: { evidence: "HeyGen sheet: not found, at most $0.10 per second by a third party", readOn },
  },
  {
    ...avatar,
    id: "heygen/avatar-iii",
    name: "HeyGen Avatar III",
    prices: prices(16_700, 20_000),
    priceSource: price,
  },
  {
    ...common,
    id: "heygen/photo-avatar",
    name: "HeyGen Photo Avatar",
    imageToVideo: spoken,
    image,
    maxPromptCharacters: maxScriptCharacters,
    promptIs: "script",
    fps: 25,
    prices: prices(50_000, 66_700),
    priceSource: price,
  },
  {
    ...common,
    // No field for sound exists: HeyGen's help says that it is described in the prompt.
    id: "heygen/cinematic-avatar",
    name: "HeyGen Cinematic Avatar",
    textToVideo: { durationsSeconds: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], aspectRatios: ratios, resolutions: hd },
    referenceToVideo: { durationsSeconds: [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], aspectRatios: ratios, resolutions: hd },
    // Nine images in all, and the look is one of them.
    maxReferenceImages: 8,
    image,
    maxPromptCharacters: 10_000,
    prices: [
      { resolution: "720p", silentMicros: 150_000, soundMicros: 150_000 },
      { resolution: "1080p", silentMicros: 220_000, soundMicros: 220_000 },
    ],
    priceSource: {
      evidence: "not published; another product's placeholder (nodaro, 2026: $0.15 and $0.22 per second), unconfirmed",
      readOn,
    },
    source: { evidence: "HeyGen sheet, client generated from HeyGen's OpenAPI; prompt length from public adapters", readOn },
  },
] as const satisfies readonly VideoModel[]
