import { z } from "zod"
import { contentModeration, outputCount, references, seed, subjects, tagged, words } from "@/lib/sandbox/runway/fields"
import {
  gemini25Ratios,
  gemini31Ratios,
  geminiProRatios,
  gen4ImageRatios,
  gptImageRatios,
  grokImageRatios,
  museRatios,
  seedreamLiteRatios,
  seedreamProRatios,
} from "@/lib/sandbox/runway/still-ratios"

const gen4 = { promptText: words(1000), ratio: z.enum(gen4ImageRatios), seed, contentModeration }
const gpt = {
  promptText: words(32_000),
  ratio: z.enum(gptImageRatios),
  outputCount: outputCount.max(10).optional(),
  referenceImages: tagged(16).optional(),
}
const gpt25Quality = z.enum(["low", "medium", "high", "xhigh", "max"]).optional()
const gemini = {
  promptText: words(5500),
  outputCount: z.union([z.literal(1), z.literal(4)]).optional(),
  referenceImages: subjects(14),
}
const seedream = {
  promptText: words(4000),
  grounding: z.boolean().optional(),
  outputCount: outputCount.max(4).optional(),
  outputFormat: z.enum(["png", "jpeg"]).optional(),
}
/** Also any size between these many pixels (SDK 4.20.1). */
const freeRatio = z.string().refine((pair) => {
  const [width = 0, height = 0] = pair.split(":").map(Number)
  return /^\d+:\d+$/.test(pair) && width * height >= 3_686_400 && width * height <= 16_777_216
}, "Invalid ratio")

/** POST /v1/text_to_image. */
export const stillBodies = {
  gen4_image: z.strictObject({ ...gen4, model: z.literal("gen4_image"), referenceImages: tagged(3).optional() }),
  gen4_image_turbo: z.strictObject({ ...gen4, model: z.literal("gen4_image_turbo"), referenceImages: tagged(3).min(1) }),
  gpt_image_2: z.strictObject({
    ...gpt,
    model: z.literal("gpt_image_2"),
    background: z.enum(["transparent", "opaque", "auto"]).optional(),
    quality: z.enum(["low", "medium", "high", "auto"]).optional(),
  }),
  gpt_image_2_5_flare: z.strictObject({
    ...gpt,
    model: z.literal("gpt_image_2_5_flare"),
    background: z.enum(["opaque", "auto"]).optional(),
    quality: gpt25Quality,
  }),
  gpt_image_2_5_sunburst: z.strictObject({
    ...gpt,
    model: z.literal("gpt_image_2_5_sunburst"),
    background: z.enum(["transparent", "opaque", "auto"]).optional(),
    quality: gpt25Quality,
  }),
  gemini_image3_pro: z.strictObject({ ...gemini, model: z.literal("gemini_image3_pro"), ratio: z.enum(geminiProRatios) }),
  "gemini_image3.1_flash": z.strictObject({
    ...gemini,
    model: z.literal("gemini_image3.1_flash"),
    ratio: z.enum(gemini31Ratios),
  }),
  "gemini_2.5_flash": z.strictObject({
    model: z.literal("gemini_2.5_flash"),
    promptText: words(5500),
    ratio: z.enum(gemini25Ratios),
    referenceImages: tagged(3).optional(),
  }),
  seedream5_pro: z.strictObject({
    ...seedream,
    model: z.literal("seedream5_pro"),
    ratio: z.enum(seedreamProRatios),
    referenceImages: references(10),
  }),
  seedream5_lite: z.strictObject({
    ...seedream,
    model: z.literal("seedream5_lite"),
    ratio: z.union([z.enum(seedreamLiteRatios), freeRatio]),
    referenceImages: references(14),
  }),
  grok_imagine_image_2: z
    .strictObject({
      model: z.literal("grok_imagine_image_2"),
      promptText: words(2500),
      ratio: z.enum(grokImageRatios),
      edit: z.boolean().optional(),
      outputCount: outputCount.max(4).optional(),
      quality: z.enum(["low", "medium"]).optional(),
      referenceImages: references(3),
    })
    .refine(({ edit, referenceImages = [] }) => edit !== true || referenceImages.length > 0, {
      message: "edit requires at least one reference image",
      path: ["referenceImages"],
    }),
  muse_image: z.strictObject({
    model: z.literal("muse_image"),
    promptText: words(4000),
    ratio: z.enum(museRatios),
    outputCount: outputCount.max(4).optional(),
    outputFormat: z.enum(["webp", "png", "jpeg"]).optional(),
    referenceImages: references(10),
  }),
}
