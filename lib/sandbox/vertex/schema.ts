import { z } from "zod"

const image = z
  .strictObject({
    bytesBase64Encoded: z
      .string()
      .regex(/^[A-Za-z0-9+/]+={0,2}$/, "must be base64")
      .optional(),
    gcsUri: z.string().startsWith("gs://").optional(),
    mimeType: z.enum(["image/jpeg", "image/png"]),
  })
  .refine(
    ({ bytesBase64Encoded, gcsUri }) => (bytesBase64Encoded === undefined) !== (gcsUri === undefined),
    "exactly one of bytesBase64Encoded and gcsUri is required",
  )
export type VeoImage = z.infer<typeof image>

const instance = z
  .strictObject({
    prompt: z.string().min(1).optional(),
    image: image.optional(),
    lastFrame: image.optional(),
    referenceImages: z
      .array(z.strictObject({ image, referenceType: z.string() }))
      .min(1)
      .optional(),
  })
  .refine(({ prompt, image: first }) => prompt !== undefined || first !== undefined, "a prompt or an image is required")
  .refine(({ lastFrame, image: first }) => lastFrame === undefined || first !== undefined, "lastFrame requires image")
  .refine(
    ({ referenceImages, image: first, prompt }) =>
      referenceImages === undefined || (first === undefined && prompt !== undefined),
    "referenceImages require a prompt and exclude image and lastFrame",
  )

const parameters = z.strictObject({
  sampleCount: z.int().min(1).max(4).default(1),
  durationSeconds: z.union([z.literal(4), z.literal(6), z.literal(8)]).default(8),
  aspectRatio: z.enum(["16:9", "9:16"]).default("16:9"),
  // Lower case: "4K" is refused.
  resolution: z.enum(["720p", "1080p", "4k"]).default("720p"),
  generateAudio: z.boolean().default(true),
  negativePrompt: z.string().optional(),
  enhancePrompt: z.boolean().optional(),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  fps: z.literal(24).optional(),
  personGeneration: z.enum(["allow_adult", "dont_allow", "allow_all", "ALLOW_ADULT", "DONT_ALLOW", "ALLOW_ALL"]).optional(),
  storageUri: z
    .string()
    .regex(/^gs:\/\/[a-z0-9][a-z0-9._-]+(\/.*)?$/, "must be a gs:// address")
    .optional(),
  pubsubTopic: z.string().optional(),
  compressionQuality: z.enum(["optimized", "lossless"]).optional(),
  resizeMode: z.enum(["crop", "pad"]).optional(),
})

/** A body of :predictLongRunning. Video input, masks and camera control are not played here: unknown fields are refused. */
export const predictBody = z.strictObject({
  instances: z.array(instance).length(1),
  parameters: parameters.prefault({}),
  labels: z.record(z.string(), z.string()).optional(),
})
export type PredictBody = z.infer<typeof predictBody>
