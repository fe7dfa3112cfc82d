import type { FrameModel, ImageLimits } from "@/lib/providers/catalogue"

/*
 * Image models of the Gemini API. Ids, shapes and sizes: the Veo sheet (@google/genai 3.1.0). The sheet tells no prices:
 * these are third-party copies of Google's price page of July to October 2026, unverified. No seed is documented.
 */

const readOn = "2026-11-21"

/** Google shows up to 14 references; ten of ours fit into one request as inline base64. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 1_500_000,
  minEdgePixels: 256,
  maxEdgePixels: 4096,
}

const common = {
  provider: "gemini",
  lifecycle: { state: "active" },
  aspectRatios: ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"],
  // One picture for each request: there is no count field.
  maxCount: 1,
  maxReferenceImages: 10,
  image,
  // Our own bound: 65,536 input tokens are documented for Flash Lite Image.
  maxPromptCharacters: 8000,
  seed: null,
} as const satisfies Partial<FrameModel>

const gone = (on: string, successor: string): FrameModel["lifecycle"] => ({
  state: "retired",
  on,
  successorIds: [`gemini/${successor}`],
})

export const geminiFrameModels = [
  {
    ...common,
    id: "gemini/gemini-nano-banana-2.1",
    name: "Nano Banana 2.1",
    sizes: [
      { size: "1k", microsEach: 33_600 },
      { size: "2k", microsEach: 101_000 },
      { size: "4k", microsEach: 151_000 },
    ],
    priceSource: { evidence: "third-party note for 1K; 2K and 4K unknown, taken from Nano Banana 2 as the most", readOn },
  },
  {
    ...common,
    id: "gemini/gemini-3.1-flash-image",
    name: "Nano Banana 2",
    sizes: [
      { size: "1k", microsEach: 67_000 },
      { size: "2k", microsEach: 101_000 },
      { size: "4k", microsEach: 151_000 },
    ],
    priceSource: { evidence: "third-party copies of Google's price page, unverified", readOn },
  },
  {
    ...common,
    id: "gemini/gemini-3.1-flash-lite-image",
    name: "Nano Banana 2 Lite",
    // "2K and 4K are not supported", says its model page.
    sizes: [{ size: "1k", microsEach: 33_600 }],
    priceSource: { evidence: "third-party copies of Google's price page, July 2026, unverified", readOn },
  },
  {
    ...common,
    id: "gemini/gemini-3-pro-image",
    name: "Nano Banana Pro",
    sizes: [
      { size: "1k", microsEach: 134_000 },
      { size: "2k", microsEach: 134_000 },
      { size: "4k", microsEach: 240_000 },
    ],
    priceSource: { evidence: "third-party copies of Google's price page, unverified", readOn },
  },
  {
    ...common,
    id: "gemini/gemini-2.5-flash-image",
    name: "Nano Banana",
    lifecycle: gone("2026-10-02", "gemini-3.1-flash-image"),
    sizes: [{ size: "1k", microsEach: 39_000 }],
    priceSource: { evidence: "shut down 2026-10-02 (Veo sheet); the price it had", readOn },
  },
  {
    ...common,
    id: "gemini/gemini-3-pro-image-preview",
    name: "Nano Banana Pro Preview",
    lifecycle: gone("2026-06-25", "gemini-3-pro-image"),
    sizes: [{ size: "1k", microsEach: 134_000 }],
    priceSource: { evidence: "shut down 2026-06-25 (Veo sheet); the price it had", readOn },
  },
  {
    ...common,
    id: "gemini/gemini-3.1-flash-image-preview",
    name: "Nano Banana 2 Preview",
    lifecycle: gone("2026-06-25", "gemini-3.1-flash-image"),
    sizes: [{ size: "1k", microsEach: 67_000 }],
    priceSource: { evidence: "shut down 2026-06-25 (Veo sheet); the price it had", readOn },
  },
] as const satisfies readonly FrameModel[]
