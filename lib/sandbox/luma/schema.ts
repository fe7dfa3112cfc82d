import { z } from "zod"

const imageRef = z
  .strictObject({
    url: z.url().optional(),
    data: z.base64().min(1).optional(),
    media_type: z.enum(["image/jpeg", "image/png", "image/webp"]).optional(),
    generation_id: z.string().optional(),
    file_id: z.string().optional(),
  })
  .refine(
    ({ url, data, generation_id, file_id }) =>
      [url, data, generation_id, file_id].filter((way) => way !== undefined).length === 1,
    "exactly one of url, data, generation_id and file_id is required",
  )
  .refine(({ data, media_type }) => (data === undefined) === (media_type === undefined), "data and media_type go together")
export type LumaImageRef = z.infer<typeof imageRef>

const video = z
  .strictObject({
    resolution: z.enum(["360p", "540p", "720p", "1080p"]).default("720p"),
    duration: z.enum(["5s", "10s"]).default("5s"),
    loop: z.boolean().default(false),
    hdr: z.boolean().default(false),
    exr_export: z.boolean().default(false),
    start_frame: imageRef.optional(),
    end_frame: imageRef.optional(),
    keyframes: z.array(imageRef).min(1).max(64).optional(),
    keyframe_indexes: z.array(z.int().min(0)).optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (isWrong: boolean, message: string) => {
      if (isWrong) issues.push({ code: "custom", message, input: value })
    }
    const { duration, loop, hdr, keyframes, keyframe_indexes: indexes, start_frame: start, end_frame: end } = value
    const isTen = duration === "10s"
    const hasEnds = start !== undefined || end !== undefined
    refuse(isTen && (hdr || hasEnds), "10s does not go with hdr, start_frame or end_frame")
    refuse(loop && (isTen || hdr || end !== undefined || keyframes !== undefined), "loop does not go with that")
    refuse(hdr && (value.resolution === "540p" || value.resolution === "360p"), "hdr needs 720p or more")
    refuse(value.exr_export && !hdr, "exr_export needs hdr")
    refuse(keyframes !== undefined && hasEnds, "keyframes exclude start_frame and end_frame")
    refuse((keyframes === undefined) !== (indexes === undefined), "keyframes and keyframe_indexes go together")
    if (keyframes === undefined || indexes === undefined) return
    refuse(keyframes.length !== indexes.length, "keyframe_indexes must be as many as keyframes")
    refuse(new Set(indexes).size !== indexes.length, "keyframe_indexes must be unique")
    refuse(Math.max(...indexes) > (isTen ? 240 : 120), "keyframe_indexes lie outside the clip")
  })
  .check(({ value, issues }) => {
    const anchors = [value.start_frame, value.end_frame, ...(value.keyframes ?? [])].filter((anchor) => anchor !== undefined)
    const isSecond = anchors.length > 1 && anchors.some(({ generation_id }) => generation_id !== undefined)
    if (isSecond) issues.push({ code: "custom", message: "a prior generation does not go with a second anchor", input: value })
  })

/** A create body of type "video". Stricter than Luma is known to be about unknown fields, so that a misspelt one is found. */
export const videoBody = z.strictObject({
  model: z.literal("ray-3.2"),
  type: z.literal("video"),
  prompt: z.string().min(1).max(6000),
  aspect_ratio: z.enum(["9:16", "3:4", "1:1", "4:3", "16:9", "21:9"]).nullish(),
  video: video.prefault({}),
})
export type LumaVideo = z.infer<typeof video>
