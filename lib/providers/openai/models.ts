import type { FrameModel, ImageLimits, PixelSizes, VideoModel } from "@/lib/providers/catalogue"
import { largeImageSizes, squareImageSize } from "@/lib/providers/openai/image-sizes"

/*
 * Videos: openai 7.55.0 and the OpenAPI document of 2026-08-21, as the OpenAI sheet has them; what only the guide says is
 * marked. Offered are the lengths that both agree on: the guide also has 16 and 20 s.
 */

const readOn = "2026-11-21"
const sheet = { evidence: "OpenAI sheet: SDK 7.55.0, OpenAPI document of 2026-08-21", readOn }

const frame: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  // A data URL may have 20,971,520 characters, which is this many bytes; for a file nothing is said.
  maxBytes: 15_000_000,
  minEdgePixels: 720,
  maxEdgePixels: 1280,
}

const smallSizes: PixelSizes = { "720p": { "16:9": [1280, 720], "9:16": [720, 1280] } }

const sora = {
  provider: "openai",
  lifecycle: { state: "retired", on: "2026-09-24", successorIds: ["kling/kling-3.0", "fal/veo3.1"] },
  staysInSandbox: true,
  lastFrame: false,
  maxReferenceImages: 0,
  needsExactFrames: true,
  maxPromptCharacters: 32_000,
  maxNegativePromptCharacters: 0,
  seed: null,
  cameraParameters: [],
  sound: "always",
  refuses: [
    { kind: "person_refused", words: "Refuses real people, and human faces in a first frame.", source: sheet },
    { kind: "property_refused", words: "Refuses copyrighted characters and music.", source: sheet },
  ],
  source: sheet,
} as const satisfies Partial<VideoModel>

export const openAiModels = [
  {
    ...sora,
    id: "openai/sora-2",
    name: "Sora 2 (OpenAI)",
    textToVideo: { durationsSeconds: [4, 8, 12], aspectRatios: ["16:9", "9:16"], resolutions: ["720p"] },
    imageToVideo: { durationsSeconds: [4, 8, 12], aspectRatios: ["16:9", "9:16"], resolutions: ["720p"] },
    image: frame,
    pixelSizes: smallSizes,
    prices: [{ resolution: "720p", silentMicros: 100_000, soundMicros: 100_000 }],
    priceSource: { evidence: "OpenAI sheet, price page copy: $0.10/s", readOn },
  },
  {
    ...sora,
    id: "openai/sora-2-pro",
    name: "Sora 2 Pro (OpenAI)",
    // Left out: 1024 × 1792, whose 4:7 is no shape of ours. 1080p stands in the guide and the price list, not in the types.
    textToVideo: { durationsSeconds: [4, 8, 12], aspectRatios: ["16:9", "9:16"], resolutions: ["720p", "1080p"] },
    imageToVideo: { durationsSeconds: [4, 8, 12], aspectRatios: ["16:9", "9:16"], resolutions: ["720p", "1080p"] },
    image: { ...frame, maxEdgePixels: 1920 },
    pixelSizes: { ...smallSizes, "1080p": { "16:9": [1920, 1080], "9:16": [1080, 1920] } },
    prices: [
      { resolution: "720p", silentMicros: 300_000, soundMicros: 300_000 },
      { resolution: "1080p", silentMicros: 700_000, soundMicros: 700_000 },
    ],
    priceSource: { evidence: "OpenAI sheet, price page copy: $0.30/s at 720p, $0.70/s at 1080p", readOn },
  },
] as const satisfies readonly VideoModel[]

const stills = {
  provider: "openai",
  lifecycle: { state: "active" },
  // The API makes up to 10 at once and takes 16 pictures; the studio asks for 4 at most.
  maxCount: 4,
  maxReferenceImages: 16,
  image: {
    mimes: ["image/png", "image/jpeg", "image/webp"],
    maxBytes: 50_000_000,
    minEdgePixels: 64,
    maxEdgePixels: 3840,
  },
  maxPromptCharacters: 32_000,
  seed: null,
} as const satisfies Partial<FrameModel>

/*
 * An estimate: $30 for a million output tokens (OpenAI sheet), and about 1,767 tokens for a million pixels at quality
 * "medium", which nobody has published for these models. What was really used comes back with the pictures.
 */
const largeStills = {
  ...stills,
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21"],
  sizes: [
    { size: "1k", microsEach: 53_000 },
    { size: "2k", microsEach: 212_000 },
    { size: "4k", microsEach: 420_000 },
  ],
  pixelSizes: largeImageSizes,
  priceSource: { evidence: "OpenAI sheet: $30 for a million output tokens; tokens per picture are our estimate", readOn },
} as const satisfies Partial<FrameModel>

/** These two make three fixed sizes, of which only the square is a shape of ours. */
const squareStills = {
  ...stills,
  aspectRatios: ["1:1"],
  pixelSizes: squareImageSize,
} as const satisfies Partial<FrameModel>

export const openAiFrameModels = [
  { ...largeStills, id: "openai/gpt-image-2", name: "GPT Image 2" },
  { ...largeStills, id: "openai/gpt-image-2.5-sunburst", name: "GPT Image 2.5 Sunburst" },
  { ...largeStills, id: "openai/gpt-image-2.5-flare", name: "GPT Image 2.5 Flare" },
  // That these two take free sizes as 2.5 does is unverified: the SDK lists the models and not their sizes.
  { ...largeStills, id: "openai/gpt-image-2.6-sunburst", name: "GPT Image 2.6 Sunburst" },
  { ...largeStills, id: "openai/gpt-image-2.6-flare", name: "GPT Image 2.6 Flare" },
  {
    ...squareStills,
    id: "openai/gpt-image-1.5",
    name: "GPT Image 1.5",
    sizes: [{ size: "1k", microsEach: 40_000 }],
    priceSource: { evidence: "Unverified estimate for quality medium; the sheet has no price of this model", readOn },
  },
  {
    ...squareStills,
    id: "openai/gpt-image-1-mini",
    name: "GPT Image 1 Mini",
    sizes: [{ size: "1k", microsEach: 15_000 }],
    priceSource: { evidence: "Unverified estimate for quality medium; the sheet has no price of this model", readOn },
  },
] as const satisfies readonly FrameModel[]
