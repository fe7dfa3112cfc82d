import { z } from "zod"

const asset = z.union([
  z.strictObject({ type: z.literal("url"), url: z.url() }),
  z.strictObject({ type: z.literal("asset_id"), asset_id: z.string().min(1) }),
  z.strictObject({ type: z.literal("base64"), media_type: z.string(), data: z.base64().min(1) }),
])
export type HeygenAsset = z.infer<typeof asset>

const shared = {
  title: z.string().max(500).optional(),
  script: z.string().min(1).max(5000).optional(),
  voice_id: z.string().min(1).optional(),
  audio_url: z.url().optional(),
  audio_asset_id: z.string().optional(),
  aspect_ratio: z.enum(["16:9", "9:16", "4:5", "5:4", "1:1", "auto"]).default("16:9"),
  resolution: z.enum(["4k", "1080p", "720p"]).default("720p"),
  output_format: z.enum(["mp4", "webm"]).default("mp4"),
  fit: z.enum(["contain", "cover"]).optional(),
  motion_prompt: z.string().optional(),
  expressiveness: z.enum(["high", "medium", "low"]).optional(),
  watermark: z.boolean().optional(),
  callback_url: z.url().optional(),
  callback_id: z.string().optional(),
}

/**
 * The bodies of POST /v3/videos that are played here. Stricter about unknown fields than HeyGen is known to be, so that a
 * misspelt one is found; backgrounds, captions and voice settings are left out.
 */
export const videoBody = z.discriminatedUnion("type", [
  z.strictObject({
    ...shared,
    type: z.literal("avatar"),
    avatar_id: z.string().min(1),
    engine: z.strictObject({ type: z.enum(["avatar_iii", "avatar_iv", "avatar_v"]) }).default({ type: "avatar_iv" }),
  }),
  z.strictObject({ ...shared, type: z.literal("image"), image: asset }),
  z.strictObject({
    type: z.literal("cinematic_avatar"),
    title: z.string().max(500).optional(),
    prompt: z.string().min(1).max(10_000),
    avatar_id: z.array(z.string().min(1)).min(1).max(3),
    references: z.array(asset).max(12).default([]),
    aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9"),
    resolution: z.enum(["720p", "1080p"]).default("720p"),
    duration: z.int().min(4).max(15).default(10),
    auto_duration: z.boolean().optional(),
    enhance_prompt: z.boolean().optional(),
  }),
])
export type HeygenBody = z.infer<typeof videoBody>
