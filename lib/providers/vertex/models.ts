import type { ImageLimits, ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import { veo31Physics } from "@/lib/providers/quality-notes"

/*
 * Veo on Vertex AI. Limits: the Veo sheet (Google's generic schema and @google/genai 3.1.0, read 2026-11-21). Whether
 * Standard and Fast make sound is told both ways: the card of July 2026 says no, the schema has `generateAudio`.
 */

const readOn = "2026-11-21"
const evidence = "Veo sheet: unverified, the dearer figure where it gives a range"

/** Jpeg or png; the edges and bytes are our own bound for base64 inside one JSON. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png"],
  maxBytes: 8_000_000,
  minEdgePixels: 256,
  maxEdgePixels: 4096,
}

const ratios = ["16:9", "9:16"] as const
const mode: ModeLimits = {
  durationsSeconds: [4, 6, 8],
  aspectRatios: ratios,
  resolutions: ["720p", "1080p", "4k"],
}
const hdMode: ModeLimits = { ...mode, resolutions: ["720p", "1080p"] }

const veo = {
  provider: "vertex",
  lastFrame: true,
  image,
  // 1,024 tokens are documented. English has about four characters to a token; what is longer is refused unbilled.
  maxPromptCharacters: 4000,
  // Our own bound; none is documented.
  maxNegativePromptCharacters: 2000,
  seed: { min: 0, max: 4_294_967_295 },
  cameraParameters: [],
  sound: "optional",
  fps: 24,
  takesPerRequest: 4,
} as const satisfies Partial<VideoModel>

const withReferences = {
  ...veo,
  // A third-party price list names this day; no page of Google's confirms it.
  lifecycle: {
    state: "deprecated",
    until: "2026-11-17",
    successorIds: ["vertex/veo-3.1-lite-generate-001", "gemini/gemini-omni-1.1-flash"],
  },
  textToVideo: mode,
  imageToVideo: mode,
  referenceToVideo: { ...mode, durationsSeconds: [8] },
  maxReferenceImages: 3,
  source: { evidence: "Veo sheet; the end on 2026-11-17 is a third party's word (LiteLLM's list), unconfirmed", readOn },
} as const satisfies Partial<VideoModel>

const gone = {
  ...veo,
  lifecycle: {
    state: "retired",
    on: "2026-06-30",
    successorIds: ["vertex/veo-3.1-lite-generate-001", "gemini/gemini-omni-1.1-flash"],
  },
  textToVideo: hdMode,
  imageToVideo: hdMode,
  maxReferenceImages: 0,
  priceSource: { evidence: "retired 2026-06-30 (Veo sheet); the price it had, from memory", readOn },
} as const satisfies Partial<VideoModel>

const hd = (silentMicros: number, soundMicros: number): VideoModel["prices"] =>
  hdMode.resolutions.map((resolution) => ({ resolution, silentMicros, soundMicros }))

export const vertexModels = [
  {
    ...withReferences,
    id: "vertex/veo-3.1-generate-001",
    qualities: [veo31Physics],
    name: "Veo 3.1 (Vertex)",
    prices: [...hd(200_000, 400_000), { resolution: "4k", silentMicros: 400_000, soundMicros: 600_000 }],
    priceSource: { evidence, readOn },
  },
  {
    ...withReferences,
    id: "vertex/veo-3.1-fast-generate-001",
    name: "Veo 3.1 Fast (Vertex)",
    prices: [
      { resolution: "720p", silentMicros: 100_000, soundMicros: 150_000 },
      { resolution: "1080p", silentMicros: 120_000, soundMicros: 150_000 },
      { resolution: "4k", silentMicros: 300_000, soundMicros: 300_000 },
    ],
    priceSource: { evidence, readOn },
  },
  {
    ...veo,
    id: "vertex/veo-3.1-lite-generate-001",
    name: "Veo 3.1 Lite (Vertex)",
    lifecycle: { state: "active" },
    textToVideo: hdMode,
    // Whether it takes a last frame is unclear in the sheet; what it does not take is refused unbilled.
    imageToVideo: hdMode,
    maxReferenceImages: 0,
    prices: [
      { resolution: "720p", silentMicros: 50_000, soundMicros: 50_000 },
      { resolution: "1080p", silentMicros: 80_000, soundMicros: 80_000 },
    ],
    priceSource: { evidence: "Veo sheet, $0.05 and $0.08 a second; a preview", readOn },
  },
  { ...gone, id: "vertex/veo-3.0-generate-001", name: "Veo 3.0 (Vertex)", prices: hd(200_000, 400_000) },
  { ...gone, id: "vertex/veo-3.0-fast-generate-001", name: "Veo 3.0 Fast (Vertex)", prices: hd(100_000, 150_000) },
  { ...gone, id: "vertex/veo-2.0-generate-001", name: "Veo 2 (Vertex)", sound: "never", prices: hd(500_000, 500_000) },
] as const satisfies readonly VideoModel[]
