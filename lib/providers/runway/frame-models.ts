import type { FrameModel } from "@/lib/providers/catalogue"
import { image, laterPriceSource, microsPerCredit, priceSource, seed } from "@/lib/providers/runway/common"
import {
  geminiFlashSizes,
  geminiImageSizes,
  gen4ImageSizes,
  gptImageSizes,
  grokImageSizes,
  museSizes,
  seedreamLiteSizes,
  seedreamProSizes,
} from "@/lib/providers/runway/frame-sizes"

/*
 * `POST /v1/text_to_image` of @runwayml/sdk 4.20.1, read 2026-11-21: what each model takes and how many. Prompt limits
 * that the types leave open are from a copy of Runway's OpenAPI of August 2026.
 */

const five = ["16:9", "9:16", "1:1", "4:3", "3:4"] as const
const six = [...five, "21:9"] as const

const common = {
  provider: "runway",
  lifecycle: { state: "active" },
  image,
  aspectRatios: six,
  maxCount: 1,
  seed: null,
  priceSource: laterPriceSource,
} as const satisfies Partial<FrameModel>

/** The price of one still at each size, in credits. */
const credits = (bySize: Partial<Record<"1k" | "2k" | "4k", number>>): FrameModel["sizes"] =>
  (["1k", "2k", "4k"] as const).flatMap((size) => {
    const each = bySize[size]
    return each === undefined ? [] : [{ size, microsEach: each * microsPerCredit }]
  })

const gptImage = {
  ...common,
  maxReferenceImages: 16,
  maxPromptCharacters: 32_000,
  maxCount: 4,
  pixelSizes: gptImageSizes,
} as const

/** `outputCount` is 1 or 4 at Google's models: four are dearer than what was asked, so one it is. */
const gemini = { ...common, maxReferenceImages: 14, maxPromptCharacters: 5500, pixelSizes: geminiImageSizes } as const

export const runwayFrameModels = [
  {
    ...common,
    id: "runway/gen4_image",
    name: "Gen-4 Image",
    sizes: credits({ "1k": 5, "2k": 8 }),
    pixelSizes: gen4ImageSizes,
    maxReferenceImages: 3,
    maxPromptCharacters: 1000,
    seed,
    priceSource,
  },
  {
    ...common,
    id: "runway/gen4_image_turbo",
    name: "Gen-4 Image Turbo",
    sizes: credits({ "1k": 2, "2k": 2 }),
    pixelSizes: gen4ImageSizes,
    maxReferenceImages: 3,
    minReferenceImages: 1,
    maxPromptCharacters: 1000,
    seed,
    priceSource,
  },
  {
    ...gptImage,
    id: "runway/gpt_image_2",
    name: "GPT Image 2 (Runway)",
    sizes: credits({ "2k": 20, "4k": 41 }),
  },
  {
    ...gptImage,
    id: "runway/gpt_image_2_5_flare",
    name: "GPT Image 2.5 Flare (Runway)",
    sizes: credits({ "2k": 16, "4k": 19 }),
  },
  {
    ...gptImage,
    id: "runway/gpt_image_2_5_sunburst",
    name: "GPT Image 2.5 Sunburst (Runway)",
    sizes: credits({ "2k": 16, "4k": 19 }),
  },
  {
    ...gemini,
    id: "runway/gemini_image3_pro",
    name: "Gemini 3 Pro Image (Runway)",
    sizes: credits({ "1k": 20, "2k": 20, "4k": 40 }),
  },
  {
    ...gemini,
    id: "runway/gemini_image3.1_flash",
    name: "Gemini 3.1 Flash Image (Runway)",
    // "5 to 16 credits depending on resolution": the top, until somebody says which is which.
    sizes: credits({ "1k": 16, "2k": 16, "4k": 16 }),
  },
  {
    ...gemini,
    id: "runway/gemini_2.5_flash",
    name: "Gemini 2.5 Flash Image (Runway)",
    sizes: credits({ "1k": 5 }),
    pixelSizes: geminiFlashSizes,
    maxReferenceImages: 3,
  },
  {
    ...common,
    id: "runway/seedream5_pro",
    name: "Seedream 5 Pro (Runway)",
    aspectRatios: five,
    sizes: credits({ "1k": 5, "2k": 9 }),
    pixelSizes: seedreamProSizes,
    maxCount: 4,
    maxReferenceImages: 10,
    maxPromptCharacters: 4000,
  },
  {
    ...common,
    id: "runway/seedream5_lite",
    name: "Seedream 5 Lite (Runway)",
    sizes: credits({ "2k": 4, "4k": 4 }),
    pixelSizes: seedreamLiteSizes,
    maxCount: 4,
    maxReferenceImages: 14,
    maxPromptCharacters: 4000,
  },
  {
    ...common,
    id: "runway/grok_imagine_image_2",
    name: "Grok Imagine Image 2 (Runway)",
    aspectRatios: five,
    sizes: credits({ "1k": 6, "2k": 8 }),
    pixelSizes: grokImageSizes,
    maxCount: 4,
    maxReferenceImages: 3,
    maxPromptCharacters: 2500,
  },
  {
    ...common,
    id: "runway/muse_image",
    name: "Muse Image (Runway)",
    sizes: credits({ "2k": 1 }),
    pixelSizes: museSizes,
    maxCount: 4,
    maxReferenceImages: 10,
    maxPromptCharacters: 4000,
  },
] as const satisfies readonly FrameModel[]
