import { z } from "zod"
import {
  clips,
  contentModeration,
  duration,
  durationOrAuto,
  proresProfile,
  references,
  seed,
  sounds,
  uri,
  words,
} from "@/lib/sandbox/runway/fields"
import {
  grokRatios,
  hailuoRatios,
  happyhorseRatios,
  omni11Ratios,
  seedance2Ratios,
  seedance25Ratios,
  seedanceSmallRatios,
  veoRatios,
  wanRatios,
  wide,
} from "@/lib/sandbox/runway/ratios"

export const gen45Formats = [
  "mp4",
  "prores",
  "png_sequence",
  "hdr10",
  "hlg",
  "sdr_rec709_10bit",
  "hdr_pq_12bit_master",
  "hdr_prores",
  "hdr_png_sequence",
  "hdr_exr_sequence",
  "hdr_exr_acescg_sequence_1_3",
  "hdr_exr_acescg_sequence_2_0",
] as const

/* What both ways in share, by model. */

export const gen45 = {
  model: z.literal("gen4.5"),
  promptText: words(1000),
  duration: duration(2, 10),
  seed,
  contentModeration,
  outputFormat: z.enum(gen45Formats).optional(),
  proresProfile,
}
export const veo = {
  ratio: z.enum(veoRatios),
  audio: z.boolean().optional(),
  duration: z.union([z.literal(4), z.literal(6), z.literal(8)]).optional(),
  negativePrompt: words(1000).optional(),
  seed,
}
export const omni = {
  model: z.literal("gemini_omni_flash"),
  duration: duration(3, 10).optional(),
  ratio: z.enum(wide).optional(),
}
export const omni11 = {
  model: z.literal("gemini_omni_flash_1.1"),
  promptText: words(4000),
  duration: durationOrAuto(3, 10),
  ratio: z.enum(omni11Ratios).optional(),
}
export const seedance = { audio: z.boolean().optional(), duration: durationOrAuto(4, 15), referenceAudio: sounds(3), seed }
export const hailuo = {
  model: z.literal("hailuo3"),
  promptText: words(6000),
  duration: duration(5, 15).optional(),
  ratio: z.enum(hailuoRatios).optional(),
  resolution: z.enum(["768p", "2k", "768P", "2K"]).optional(),
  referenceAudio: sounds(3),
}
export const happyhorse = { model: z.literal("happyhorse_1_0"), duration: duration(3, 15).optional() }
export const grok = {
  model: z.literal("grok_imagine_1_5"),
  duration: duration(1, 15).optional(),
  resolution: z.enum(["480p", "720p", "1080p"]).optional(),
}
export const wan = {
  promptText: words(20_000),
  audio: z.boolean().optional(),
  duration: duration(2, 30).optional(),
  ratio: z.enum(wanRatios).optional(),
  referenceAudio: sounds(5),
  referenceVideos: clips(5),
}
export const h3 = {
  model: z.literal("h3_max"),
  promptText: words(6000),
  duration: duration(5, 15).optional(),
  promptExpansionMode: z.enum(["disabled", "balanced", "quality"]).optional(),
  resolution: z.enum(["480p", "768p"]).optional(),
  seed,
}

const seedanceWords = { ...seedance, promptText: words(3500), references: references(9), referenceVideos: clips(3) }
const isConcrete = ({ ratio, references: images, referenceVideos }: HailuoWords) =>
  ratio !== "adaptive" || [...(images ?? []), ...(referenceVideos ?? [])].length > 0
type HailuoWords = { ratio?: string | undefined; references?: unknown[] | undefined; referenceVideos?: unknown[] | undefined }
const isSmallEnough = ({
  resolution,
  references: images = [],
}: {
  resolution?: string | undefined
  references?: unknown[] | undefined
}) => images.length === 0 || resolution !== "1080p"

/** POST /v1/text_to_video. */
export const wordsBodies = {
  "gen4.5": z.strictObject({ ...gen45, ratio: z.enum(wide) }),
  "veo3.1": z.strictObject({ model: z.literal("veo3.1"), promptText: words(1000), ...veo }),
  "veo3.1_fast": z.strictObject({ model: z.literal("veo3.1_fast"), promptText: words(1000), ...veo }),
  gemini_omni_flash: z.strictObject({ ...omni, promptText: words(4000) }),
  "gemini_omni_flash_1.1": z.strictObject({
    ...omni11,
    references: references(5),
    referenceVideos: z.array(z.strictObject({ uri })).max(3).optional(),
  }),
  seedance2: z.strictObject({ ...seedanceWords, model: z.literal("seedance2"), ratio: z.enum(seedance2Ratios).optional() }),
  seedance2_fast: z.strictObject({
    ...seedanceWords,
    model: z.literal("seedance2_fast"),
    ratio: z.enum(seedanceSmallRatios).optional(),
  }),
  seedance2_mini: z.strictObject({
    ...seedanceWords,
    model: z.literal("seedance2_mini"),
    ratio: z.enum(seedanceSmallRatios).optional(),
  }),
  seedance2_5: z.strictObject({
    ...seedance,
    model: z.literal("seedance2_5"),
    duration: durationOrAuto(4, 30),
    promptText: words(15_000).optional(),
    ratio: z.enum(seedance25Ratios).optional(),
    references: references(30),
    referenceVideos: clips(10),
    referenceAudio: sounds(10),
  }),
  hailuo3: z
    .strictObject({ ...hailuo, references: references(9), referenceVideos: clips(3) })
    .refine(isConcrete, { message: "adaptive requires image or video references", path: ["ratio"] }),
  h3_max: z.strictObject(h3),
  wan3: z.strictObject({ ...wan, model: z.literal("wan3"), references: references(10) }),
  wan3_prime: z.strictObject({ ...wan, model: z.literal("wan3_prime"), references: references(10) }),
  grok_imagine_1_5: z
    .strictObject({
      ...grok,
      promptText: words(2500),
      ratio: z.enum(grokRatios).optional(),
      references: references(7),
      referenceAudio: sounds(3),
    })
    .refine(isSmallEnough, { message: "Image references are capped at 720p", path: ["resolution"] }),
  happyhorse_1_0: z.strictObject({ ...happyhorse, promptText: words(2500), ratio: z.enum(happyhorseRatios).optional() }),
}
