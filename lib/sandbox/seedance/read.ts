import { z } from "zod"
import { BadImage, download, fromDataUri, type StoredImage } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import { refuse } from "@/lib/sandbox/seedance/envelope"
import { nearestRatio, ratios, type SeedanceModel, sizeAt } from "@/lib/sandbox/seedance/models"
import type { Size } from "@/lib/sandbox/size"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

export type SeedanceAsk = {
  prompt: string
  resolution: string
  ratio: (typeof ratios)[number]
  size: Size
  seconds: number
  sound: boolean
  seed: number | undefined
  isFixed: boolean
  firstFrame: StoredImage | undefined
  lastFrame: StoredImage | undefined
  callbackUrl: string | null
  safetyIdentifier: string | null
}

const item = z.union([
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({
    type: z.literal("image_url"),
    image_url: z.strictObject({ url: z.string().min(1) }),
    role: z.enum(["first_frame", "last_frame", "reference_image"]).optional(),
  }),
])
type Item = z.infer<typeof item>

/** The prompt of a create body, before anything else is looked at. */
export function promptOf(body: JsonObject): string {
  const items = Array.isArray(body.content) ? body.content.filter(isObject) : []
  return items.map(({ type, text }) => (type === "text" && typeof text === "string" ? text : "")).join("\n")
}

/** One model's top-level fields; ModelArk refuses what a model does not know. */
function bodyOf(model: SeedanceModel) {
  const [least, most] = model.seconds
  const isFirst = model.generation.startsWith("1")
  return z.strictObject({
    model: z.string(),
    content: z.array(item).min(1),
    resolution: z.enum(model.resolutions as [string, ...string[]]).default(model.generation === "1.0" ? "1080p" : "720p"),
    ratio: z.enum([...ratios, "adaptive"]).optional(),
    duration: z.union([z.int().min(least).max(most), ...(model.generation === "1.0" ? [] : [z.literal(-1)])]).default(5),
    watermark: z.boolean().optional(),
    return_last_frame: z.boolean().optional(),
    execution_expires_after: z.int().min(3600).max(259_200).optional(),
    callback_url: z.url().optional(),
    safety_identifier: z.string().max(64).optional(),
    service_tier: z.enum(isFirst ? ["default", "flex"] : ["default"]).optional(),
    ...(model.audio && { generate_audio: z.boolean().optional() }),
    ...(isFirst && { seed: z.int().min(-1).max(4_294_967_295).optional(), camera_fixed: z.boolean().optional() }),
    ...(!isFirst && { priority: z.int().min(0).max(9).optional() }),
  })
}

/** Reads a create body, or ends the handler with ModelArk's refusal. Video and audio references are not played here. */
export async function readAsk(world: World, model: SeedanceModel, body: JsonObject): Promise<SeedanceAsk> {
  const parsed = bodyOf(model).safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const param = issue?.code === "unrecognized_keys" ? (issue.keys[0] ?? "") : (issue?.path.join(".") ?? "")
    const isMissing = issue?.code === "invalid_type" && issue.path.length === 1 && body[param] === undefined
    if (isMissing) refuse("MissingParameter", `The parameter \`${param}\` is missing`, param)
    refuse("InvalidParameter", `The parameter \`${param}\` specified in the request is not valid`, param)
  }
  const { content, resolution, ratio, duration, callback_url: callbackUrl, safety_identifier: identifier } = parsed.data
  const { seed, camera_fixed: isFixed, generate_audio: audio } = parsed.data as { [key: string]: unknown }
  const prompt = promptOf(body)
  const { first, last, references } = stillsOf(model, content)
  if (prompt.trim() === "" && first === undefined && references.length === 0)
    refuse("MissingParameter", "The parameter `content.text` is missing", "content.text")
  if (model.generation === "2.5" && first !== undefined && ratio !== undefined && ratio !== "adaptive")
    refuse("InvalidParameter.TaskTypeConstraint", "ratio must be adaptive for a first-frame task", "ratio")
  const [firstFrame, lastFrame] = [await readStill(world, first), await readStill(world, last)]
  for (const url of references) await readStill(world, url)
  const shape = ratio !== undefined && ratio !== "adaptive" ? ratio : firstFrame ? nearestRatio(firstFrame) : "16:9"
  return {
    prompt,
    resolution,
    ratio: shape,
    size: sizeAt(model, resolution, shape),
    seconds: duration === -1 ? 5 : duration,
    sound: model.audio && audio !== false,
    seed: typeof seed === "number" && seed >= 0 ? seed : undefined,
    isFixed: isFixed === true,
    firstFrame,
    lastFrame,
    callbackUrl: callbackUrl ?? null,
    safetyIdentifier: identifier ?? null,
  }
}

/** Three ways in that exclude each other: a first frame, a first and a last one, references. */
function stillsOf(model: SeedanceModel, content: readonly Item[]) {
  const stills = content.filter((part) => part.type === "image_url")
  const urls = (role: string | undefined) => stills.filter((part) => part.role === role).map((part) => part.image_url.url)
  const wrong = (detail: string) => refuse("InvalidParameter", detail, "content")
  const first = [...urls("first_frame"), ...urls(undefined)]
  const last = urls("last_frame")
  const references = urls("reference_image")
  if (first.length > 1 || last.length > 1) wrong("only one image may be the first or the last frame")
  if (last.length > 0 && first.length === 0) wrong("last_frame requires first_frame")
  if (last.length > 0 && !model.lastFrame) wrong("this model takes no last_frame")
  if (references.length > 0 && first.length + last.length > 0) wrong("reference_image and frames exclude each other")
  if (references.length > model.references) wrong(`at most ${model.references} reference images are allowed`)
  return { first: first[0], last: last[0], references }
}

/** A still is an https address or a data URI. */
async function readStill(world: World, url: string | undefined): Promise<StoredImage | undefined> {
  if (url === undefined) return undefined
  const param = "content.image_url"
  if (url.startsWith("asset://")) refuse("ResourceNotFound", "The specified asset is not found", param)
  try {
    const bytes = fromDataUri(url)?.bytes ?? (await download(url, 30_000_000))
    if (bytes.length >= 30_000_000) refuse("InvalidParameter", "the image must be smaller than 30 MB", param)
    const image = await world.images.keep(bytes)
    const { width, height } = image
    if (Math.min(width, height) < 300 || Math.max(width, height) > 6000)
      refuse("InvalidParameter", "the sides of the image must be 300 to 6000 px", param)
    if (width / height < 0.4 || width / height > 2.5) refuse("InvalidParameter", "the image must be 2:5 to 5:2", param)
    return image
  } catch (error) {
    if (error instanceof BadImage) refuse("InvalidParameter", `the image could not be read: ${error.message}`, param)
    throw error
  }
}
