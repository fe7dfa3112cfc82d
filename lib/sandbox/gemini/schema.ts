import { z } from "zod"

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, "must be base64")

const text = z.strictObject({ type: z.literal("text"), text: z.string().min(1) })
const image = z.strictObject({
  type: z.literal("image"),
  data: base64.optional(),
  uri: z.string().optional(),
  mime_type: z.enum(["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"]).optional(),
})
const video = z.strictObject({
  type: z.literal("video"),
  data: base64.optional(),
  uri: z.string().optional(),
  mime_type: z.string().optional(),
})
const content = z.discriminatedUnion("type", [text, image, video])
export type GeminiContent = z.infer<typeof content>

const userInput = z.strictObject({ type: z.literal("user_input"), content: z.array(content).min(1) })

const input = z.union([
  z
    .string()
    .min(1)
    .transform((words): GeminiContent[] => [{ type: "text", text: words }]),
  z.array(content).min(1),
  z
    .array(userInput)
    .length(1)
    .transform(([step]) => step?.content ?? []),
])

const videoFormat = z.strictObject({
  type: z.literal("video"),
  aspect_ratio: z.enum(["16:9", "9:16"]).default("16:9"),
  resolution: z.enum(["360p", "720p", "1080p", "4k"]).default("720p"),
  duration: z
    .string()
    .regex(/^\d{1,2}s$/, "must be whole seconds, such as '8s'")
    .default("8s"),
  delivery: z.enum(["inline", "uri"]).default("inline"),
})
const imageFormat = z.strictObject({
  type: z.literal("image"),
  mime_type: z.literal("image/jpeg").optional(),
  aspect_ratio: z
    .enum(["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1", "1:8", "8:1"])
    .default("1:1"),
  image_size: z.enum(["512", "1K", "2K", "4K"]).default("1K"),
  delivery: z.literal("inline").optional(),
})
export type VideoFormat = z.infer<typeof videoFormat>
export type ImageFormat = z.infer<typeof imageFormat>

const task = z.enum(["text_to_video", "image_to_video", "reference_to_video", "edit", "extend", "upscale"])

const common = {
  model: z.string().min(1),
  input,
  /** Clips only: Omni takes no seed, temperature or system instruction. */
  generation_config: z.strictObject({ video_config: z.strictObject({ task: task.optional() }).optional() }).optional(),
  background: z.boolean().default(false),
  store: z.boolean().default(true),
  stream: z.literal(false).optional(),
  previous_interaction_id: z.string().optional(),
  service_tier: z.enum(["flex", "standard", "priority", "deferred"]).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  webhook_config: z
    .strictObject({ uris: z.array(z.url()).min(1), user_metadata: z.record(z.string(), z.unknown()).optional() })
    .optional(),
}

/** Bodies of POST /interactions, by what is to be made. Stricter than Google is known to be, so that a misspelt field is found. */
export const videoBody = z.strictObject({ ...common, response_format: videoFormat.prefault({ type: "video" }) })
export const imageBody = z.strictObject({ ...common, response_format: imageFormat.prefault({ type: "image" }) })
export type VideoBody = z.infer<typeof videoBody>
export type ImageBody = z.infer<typeof imageBody>
