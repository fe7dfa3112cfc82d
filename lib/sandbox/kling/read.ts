import { BadImage, download, type StoredImage } from "@/lib/sandbox/images"
import type { Json, JsonObject } from "@/lib/sandbox/job"
import { refuse } from "@/lib/sandbox/kling/envelope"
import type { KlingModel } from "@/lib/sandbox/kling/models"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

export type KlingAsk = {
  prompt: string
  resolution: string
  seconds: number
  aspectRatio: string | undefined
  sound: boolean
  firstFrame: StoredImage | undefined
  lastFrame: StoredImage | undefined
  externalId: string | null
  callbackUrl: string | null
}

/** The prompt of a create body, before anything else is looked at. */
export function promptOf(body: JsonObject): string {
  if (typeof body.prompt === "string") return body.prompt
  const words = contentsOf(body).find(({ type }) => type === "prompt")
  return typeof words?.text === "string" ? words.text : ""
}

/** Reads a create body of the path-style API, or ends the handler with 1200 or 1201. */
export async function readAsk(world: World, kind: string, model: KlingModel, body: JsonObject): Promise<KlingAsk> {
  const settings = objectAt(body, "settings")
  const options = objectAt(body, "options")
  const prompt = promptOf(body)
  if (kind === "text-to-video" && prompt.trim() === "") refuse(1201, "prompt must not be empty")
  if (kind === "omni-video" && prompt.trim() === "") refuse(1201, "prompt must not be empty")
  if (prompt.length > model.maxPromptCharacters) refuse(1201, `prompt size must be between 0 and ${model.maxPromptCharacters}`)
  const resolution = choice(settings, "resolution", model.resolutions, "720p")
  const audio = choice(settings, "audio", ["native", "off"], "off")
  if (audio === "native" && !model.audio.includes(resolution))
    refuse(1201, `audio 'native' is not supported by this model at ${resolution}`)
  const seconds = settings.duration ?? 5
  if (typeof seconds !== "number" || !model.seconds.includes(seconds))
    refuse(1201, `duration value '${String(seconds)}' is invalid`)
  if (settings.multi_shot !== undefined && typeof settings.multi_shot !== "boolean")
    refuse(1201, "multi_shot must be a boolean")
  for (const { type } of contentsOf(body))
    if (!contentTypes[kind]?.includes(String(type))) refuse(1201, `contents type '${String(type)}' is not supported`)
  const frames = kind === "text-to-video" ? {} : await readFrames(world, body)
  await readReferences(world, body)
  if (frames.lastFrame && model.lastFrameAt?.includes(resolution) === false)
    refuse(1201, `last_frame is not supported by this model at ${resolution}`)
  if (kind === "image-to-video" && !frames.firstFrame) refuse(1201, "first_frame is required")
  if (kind === "image-to-video" && settings.aspect_ratio !== undefined)
    refuse(1201, "aspect_ratio is not supported for image-to-video")
  const needsRatio = kind === "omni-video" && !frames.firstFrame
  if (needsRatio && settings.aspect_ratio === undefined) refuse(1201, "aspect_ratio is required")
  return {
    prompt,
    resolution,
    seconds,
    aspectRatio: frames.firstFrame ? undefined : choice(settings, "aspect_ratio", ["16:9", "9:16", "1:1"], "16:9"),
    sound: audio === "native" || model.alwaysAudio === true,
    firstFrame: frames.firstFrame,
    lastFrame: frames.lastFrame,
    externalId: textOrNull(options, "external_task_id"),
    callbackUrl: textOrNull(options, "callback_url"),
  }
}

/** What stands under which path; elements and videos are read at addresses that the sandbox has not got. */
const contentTypes: Readonly<Record<string, readonly string[]>> = {
  "image-to-video": ["prompt", "first_frame", "last_frame"],
  "omni-video": ["prompt", "first_frame", "last_frame", "refer_image"],
}

const maxReferences = 7

async function readReferences(world: World, body: JsonObject): Promise<void> {
  const references = contentsOf(body).filter(({ type }) => type === "refer_image")
  if (references.length > maxReferences) refuse(1201, `refer_image must not be more than ${maxReferences}`)
  for (const { url } of references) {
    if (typeof url !== "string") refuse(1201, "refer_image url must not be empty")
    await readFrame(world, "refer_image", url)
  }
}

function contentsOf(body: JsonObject): JsonObject[] {
  return Array.isArray(body.contents) ? body.contents.filter(isObject) : []
}

function objectAt(body: JsonObject, name: string): JsonObject {
  const value = body[name] ?? {}
  if (!isObject(value)) refuse(1200, `${name} must be an object`)
  return value
}

export function choice(settings: JsonObject, name: string, values: readonly string[], standard: string): string {
  const value: Json = settings[name] ?? standard
  if (typeof value !== "string" || !values.includes(value)) refuse(1201, `${name} value '${String(value)}' is invalid`)
  return value
}

export function textOrNull(options: JsonObject, name: string): string | null {
  const value = options[name]
  if (value === undefined || value === null || value === "") return null
  if (typeof value !== "string") refuse(1200, `${name} must be a string`)
  return value
}

async function readFrames(world: World, body: JsonObject): Promise<{ firstFrame?: StoredImage; lastFrame?: StoredImage }> {
  const urlOf = (type: string) => {
    const found = contentsOf(body).filter((content) => content.type === type)
    if (found.length > 1) refuse(1201, `only one ${type} is allowed`)
    const url = found[0]?.url
    if (found[0] && typeof url !== "string") refuse(1201, `${type} url must not be empty`)
    return typeof url === "string" ? url : undefined
  }
  const first = urlOf("first_frame")
  const last = urlOf("last_frame")
  if (last !== undefined && first === undefined) refuse(1201, "last_frame requires first_frame")
  return {
    ...(first !== undefined && { firstFrame: await readFrame(world, "first_frame", first) }),
    ...(last !== undefined && { lastFrame: await readFrame(world, "last_frame", last) }),
  }
}

/** A frame is an https address or bare base64; a "data:" prefix is refused. */
export async function readFrame(world: World, name: string, url: string, maxBytes = 50_000_000): Promise<StoredImage> {
  if (url.startsWith("data:")) refuse(1201, `${name}: base64 must not have a data: prefix`)
  try {
    const isAddress = /^https?:\/\//.test(url)
    const bytes = isAddress ? await download(url, maxBytes) : Buffer.from(url, "base64")
    if (bytes.length > maxBytes) refuse(1201, `${name} size must not exceed ${maxBytes / 1_000_000}MB`)
    const image = await world.images.keep(bytes)
    if (image.mime !== "image/jpeg" && image.mime !== "image/png") refuse(1201, `${name} format is not supported`)
    if (Math.min(image.width, image.height) < 300)
      refuse(1201, `${name} pixels is invalid: width and height must not be less than 300px`)
    const ratio = image.width / image.height
    if (ratio > 2.5 || ratio < 0.4) refuse(1201, `${name} aspect ratio must be between 1:2.5 and 2.5:1`)
    return image
  } catch (error) {
    if (error instanceof BadImage) refuse(1201, `${name} is invalid: ${error.message}`)
    throw error
  }
}
