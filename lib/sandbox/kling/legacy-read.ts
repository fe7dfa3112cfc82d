import type { StoredImage } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import { refuse } from "@/lib/sandbox/kling/envelope"
import type { KlingModel } from "@/lib/sandbox/kling/models"
import { choice, type KlingAsk, readFrame, textOrNull } from "@/lib/sandbox/kling/read"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const resolutions: Readonly<Record<string, string>> = { std: "720p", pro: "1080p", "4k": "4k" }
const maxText = 2500
const maxImageBytes = 10_000_000
const maxImages = 7

/** Reads a create body of the older API, or ends the handler with 1200 or 1201. */
export async function readLegacyAsk(world: World, kind: string, model: KlingModel, body: JsonObject): Promise<KlingAsk> {
  const prompt = textOrNull(body, "prompt") ?? ""
  if (kind !== "image2video" && prompt.trim() === "") refuse(1201, "prompt must not be empty")
  for (const name of ["prompt", "negative_prompt"])
    if ((textOrNull(body, name) ?? "").length > maxText) refuse(1201, `${name} size must be between 0 and ${maxText}`)
  const mode = choice(body, "mode", ["std", "pro", "4k"], "std")
  const resolution = resolutions[mode] ?? ""
  if (!model.resolutions.includes(resolution)) refuse(1201, `mode value '${mode}' is not supported by this model`)
  const duration = body.duration ?? "5"
  if (typeof duration !== "string" || !model.seconds.includes(Number(duration)))
    refuse(1201, `duration value '${String(duration)}' is invalid`)
  const sound = choice(body, "sound", ["on", "off"], "off")
  if (sound === "on" && !model.audio.includes(resolution))
    refuse(1201, `sound 'on' is not supported by this model in mode ${mode}`)
  const frames = kind === "image2video" ? await readEnds(world, body) : kind === "omni-video" ? await readList(world, body) : {}
  if (frames.lastFrame && model.lastFrameAt?.includes(resolution) === false)
    refuse(1201, `image_tail is not supported by this model in mode ${mode}`)
  if (kind === "image2video" && body.aspect_ratio !== undefined) refuse(1201, "aspect_ratio is not supported for image2video")
  if (kind === "omni-video" && !frames.firstFrame && body.aspect_ratio === undefined) refuse(1201, "aspect_ratio is required")
  return {
    prompt,
    resolution,
    seconds: Number(duration),
    aspectRatio: frames.firstFrame ? undefined : choice(body, "aspect_ratio", ["16:9", "9:16", "1:1"], "16:9"),
    sound: sound === "on",
    firstFrame: frames.firstFrame,
    lastFrame: frames.lastFrame,
    externalId: textOrNull(body, "external_task_id"),
    callbackUrl: textOrNull(body, "callback_url"),
  }
}

type Frames = { firstFrame?: StoredImage; lastFrame?: StoredImage }

/** `image` and `image_tail`: at least one of the two. */
async function readEnds(world: World, body: JsonObject): Promise<Frames> {
  const first = textOrNull(body, "image")
  const last = textOrNull(body, "image_tail")
  if (first === null && last === null) refuse(1201, "image and image_tail must not both be empty")
  return {
    ...(first !== null && { firstFrame: await readFrame(world, "image", first, maxImageBytes) }),
    ...(last !== null && { lastFrame: await readFrame(world, "image_tail", last, maxImageBytes) }),
  }
}

/** `image_list`: pictures of type first_frame or end_frame, and references without a type. */
async function readList(world: World, body: JsonObject): Promise<Frames> {
  const list = body.image_list ?? []
  if (!Array.isArray(list) || !list.every(isObject)) return refuse(1200, "image_list must be a list")
  if (list.length > maxImages) refuse(1201, `image_list must not be more than ${maxImages}`)
  const frames: Frames = {}
  for (const { image_url: url, type } of list) {
    if (typeof url !== "string") refuse(1201, "image_url must not be empty")
    if (type !== undefined && type !== "first_frame" && type !== "end_frame")
      refuse(1201, `image_list type '${String(type)}' is invalid`)
    const image = await readFrame(world, "image_url", url, maxImageBytes)
    if (type === "first_frame") frames.firstFrame = image
    if (type === "end_frame") frames.lastFrame = image
  }
  if (frames.lastFrame && !frames.firstFrame) refuse(1201, "end_frame requires first_frame")
  return frames
}
