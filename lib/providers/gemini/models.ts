import type { ImageLimits, KnownRefusal, ModeLimits, VideoModel } from "@/lib/providers/catalogue"

/*
 * Omni through the Interactions API, and Veo, which the Gemini API no longer has. Limits: the Veo sheet ("google-omni" notes
 * and @google/genai 3.1.0). Durations above 10 s, first and last frame and the sizes of 1.1 and 1.2 are third-party notes.
 */

const readOn = "2026-11-21"

const whole = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Inline base64: six references of this size stay within the 20 MB that older pages name for one request. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png"],
  maxBytes: 2_400_000,
  minEdgePixels: 256,
  maxEdgePixels: 4096,
}

const refuses: readonly KnownRefusal[] = [
  {
    kind: "minor_refused",
    words: "Pictures of minors, in the EEA, Switzerland and the UK.",
    source: { evidence: "Veo sheet, traps", readOn },
  },
]

const omni = {
  provider: "gemini",
  lifecycle: { state: "active" },
  // Google's own guide shows six; it states no limit.
  maxReferenceImages: 6,
  image,
  // Our own bound; no page states one for Omni.
  maxPromptCharacters: 8000,
  maxNegativePromptCharacters: 0,
  seed: null,
  cameraParameters: [],
  sound: "always",
  fps: 24,
  refuses,
} as const satisfies Partial<VideoModel>

const sizes = ["360p", "720p", "1080p", "4k"] as const
const ratios = ["16:9", "9:16"] as const
const upTo = (seconds: number): ModeLimits => ({
  durationsSeconds: whole(3, seconds),
  aspectRatios: ratios,
  resolutions: sizes,
})
const previewMode: ModeLimits = { durationsSeconds: whole(3, 10), aspectRatios: ratios, resolutions: ["720p"] }

const prices11 = [
  { resolution: "360p", silentMicros: 30_000, soundMicros: 30_000 },
  { resolution: "720p", silentMicros: 100_000, soundMicros: 100_000 },
  { resolution: "1080p", silentMicros: 150_000, soundMicros: 150_000 },
  { resolution: "4k", silentMicros: 300_000, soundMicros: 300_000 },
] as const satisfies VideoModel["prices"]

const veoMode: ModeLimits = { durationsSeconds: [4, 6, 8], aspectRatios: ratios, resolutions: ["720p", "1080p"] }
const veo = {
  provider: "gemini",
  textToVideo: veoMode,
  imageToVideo: veoMode,
  lastFrame: true,
  maxReferenceImages: 0,
  image,
  maxPromptCharacters: 4000,
  maxNegativePromptCharacters: 2000,
  seed: null,
  cameraParameters: [],
  sound: "always",
  fps: 24,
} as const satisfies Partial<VideoModel>

const gone = (on: string): VideoModel["lifecycle"] => ({
  state: "retired",
  on,
  successorIds: ["gemini/gemini-omni-1.1-flash"],
})
const each = (micros: number): VideoModel["prices"] =>
  veoMode.resolutions.map((resolution) => ({ resolution, silentMicros: micros, soundMicros: micros }))

export const geminiModels = [
  {
    ...omni,
    id: "gemini/gemini-omni-1.2-flash",
    name: "Gemini Omni 1.2 Flash",
    textToVideo: upTo(15),
    imageToVideo: upTo(15),
    referenceToVideo: upTo(15),
    lastFrame: true,
    prices: prices11,
    priceSource: { evidence: "unverified: no price of 1.2 was found, so 1.1's stands here", readOn },
  },
  {
    ...omni,
    id: "gemini/gemini-omni-1.1-flash",
    name: "Gemini Omni 1.1 Flash",
    textToVideo: upTo(10),
    imageToVideo: upTo(10),
    referenceToVideo: upTo(10),
    lastFrame: true,
    prices: prices11,
    priceSource: { evidence: "Veo sheet, third-party notes of August to November 2026", readOn },
  },
  {
    ...omni,
    id: "gemini/gemini-omni-flash-preview",
    name: "Gemini Omni Flash Preview",
    textToVideo: previewMode,
    imageToVideo: previewMode,
    referenceToVideo: previewMode,
    lastFrame: false,
    prices: [{ resolution: "720p", silentMicros: 101_360, soundMicros: 101_360 }],
    priceSource: { evidence: "Veo sheet, first-party page: 5,792 tokens a second at $17.50 a million", readOn },
  },
  {
    ...veo,
    id: "gemini/veo-3.1-generate-preview",
    name: "Veo 3.1 (Gemini API)",
    lifecycle: gone("2026-10-22"),
    prices: each(400_000),
    priceSource: { evidence: "Veo sheet: what it was", readOn },
  },
  {
    ...veo,
    id: "gemini/veo-3.1-fast-generate-preview",
    name: "Veo 3.1 Fast (Gemini API)",
    lifecycle: gone("2026-10-22"),
    prices: each(120_000),
    priceSource: { evidence: "Veo sheet: what it was, 1080p", readOn },
  },
  {
    ...veo,
    id: "gemini/veo-3.1-lite-generate-preview",
    name: "Veo 3.1 Lite (Gemini API)",
    lifecycle: gone("2026-10-22"),
    prices: each(80_000),
    priceSource: { evidence: "Veo sheet: what it was, 1080p", readOn },
  },
] as const satisfies readonly VideoModel[]
