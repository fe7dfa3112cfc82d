import { z } from "zod"
import { contentModeration, proresProfile, seed, uri, words } from "@/lib/sandbox/runway/fields"
import { alephShapes, six } from "@/lib/sandbox/runway/ratios"

const range = z.strictObject({ start_seconds: z.int().min(0), end_seconds: z.int().min(1) }).optional()
const keyframe = z.union([
  z.strictObject({ uri, range, seconds: z.number().min(0) }),
  z.strictObject({ uri, range, at: z.number().min(0).max(1) }),
])
const share = z.int().min(0).max(100).optional()

/** POST /v1/video_to_video. The generators that also take a clip are not played. */
export const editBodies = {
  aleph2: z.strictObject({
    model: z.literal("aleph2"),
    videoUri: uri,
    promptText: words(1000).optional(),
    keyframes: z
      .array(keyframe)
      .min(1)
      .max(5)
      .refine(
        (list) => new Set(list.map((one) => one.range === undefined)).size === 1,
        "Either all keyframes set a range or none",
      )
      .optional(),
    targetAspectRatio: z.enum(alephShapes).optional(),
    ratio: z.string().optional(),
    outputFormat: z.enum(["mp4", "prores", "png_sequence", "sdr_rec709_10bit"]).optional(),
    proresProfile,
    seed,
    contentModeration,
  }),
}

/** POST /v1/character_performance. */
export const performanceBodies = {
  act_two: z.strictObject({
    model: z.literal("act_two"),
    character: z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("image"), uri }),
      z.strictObject({ type: z.literal("video"), uri }),
    ]),
    reference: z.strictObject({ type: z.literal("video"), uri }),
    bodyControl: z.boolean().optional(),
    expressionIntensity: z.int().min(1).max(5).optional(),
    ratio: z.enum(six).optional(),
    seed,
    contentModeration,
  }),
}

/** POST /v1/video_upscale. */
export const upscaleBodies = {
  magnific_video_upscaler_creative: z.strictObject({
    model: z.literal("magnific_video_upscaler_creative"),
    videoUri: uri,
    resolution: z.enum(["720p", "1k", "2k", "4k"]).optional(),
    creativity: share,
    sharpen: share,
    smartGrain: share,
    flavor: z.enum(["vivid", "natural"]).optional(),
    fpsBoost: z.boolean().optional(),
  }),
  enhance_frame_rate: z.strictObject({
    model: z.literal("enhance_frame_rate"),
    videoUri: uri,
    targetFramerate: z.enum(["24", "25", "30", "48", "50", "60", "120", "23_98", "29_97", "59_94"]),
  }),
}
