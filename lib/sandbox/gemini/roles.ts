import type { GeminiContent } from "@/lib/sandbox/gemini/schema"
import { refuseGoogle } from "@/lib/sandbox/google"
import { BadImage, type StoredImage } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

/** Which of the stills, counted from 0, opens and closes the clip, and the prompt without the declarations. */
export type Roles = { prompt: string; first: number | undefined; last: number | undefined }

/** All text of a create body, before anything else is looked at. */
export function wordsIn({ input }: JsonObject): string {
  return typeof input === "string" ? input : JSON.stringify(input ?? "")
}

/**
 * Binds stills to roles as the Omni guide tells: by declarations such as "[# Sources <FIRST_FRAME>@Image1]", by bare tags,
 * else by the task. Refuses a task that its stills contradict.
 */
export function bindRoles(input: readonly GeminiContent[], task: string | undefined, stills: number): Roles {
  const words = input.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n")
  if (task === "text_to_video" && stills > 0) refuseGoogle(400, "Task text_to_video takes no images.")
  if ((task === "image_to_video" || task === "reference_to_video") && stills === 0) {
    refuseGoogle(400, `Task ${task} requires an image.`)
  }
  const declared = (tag: string) => {
    const [found, number] = new RegExp(`<${tag}>(?:@Image(\\d+))?`).exec(words) ?? []
    return found === undefined ? undefined : { index: number === undefined ? undefined : Number(number) - 1 }
  }
  const first = declared("FIRST_FRAME")
  const last = declared("LAST_FRAME")
  if (last && !first) refuseGoogle(400, "<LAST_FRAME> must be used with <FIRST_FRAME>.")
  for (const role of [first, last]) {
    if (role?.index !== undefined && role.index >= stills) refuseGoogle(400, `There is no Image${role.index + 1}.`)
  }
  const opens = first ? (first.index ?? 0) : task === "image_to_video" ? 0 : undefined
  return {
    prompt: words.replace(/\[# (?:Sources|References) [^\]]*\]\s*/g, "").trim(),
    first: opens,
    last: last ? (last.index ?? 1) : undefined,
  }
}

const maxImageBytes = 20_000_000

/** The stills of a body in their order; ends the handler with 400 for one that cannot be read. */
export async function readStills(world: World, input: readonly GeminiContent[]): Promise<StoredImage[]> {
  const images = input.filter((part) => part.type === "image")
  return Promise.all(
    images.map(async ({ data, uri, mime_type }) => {
      if (uri !== undefined) return refuseGoogle(400, "This sandbox reads stills only from data.")
      if (data === undefined || mime_type === undefined) return refuseGoogle(400, "An image needs data and mime_type.")
      const bytes = Buffer.from(data, "base64")
      if (bytes.length > maxImageBytes) refuseGoogle(400, "Request payload size exceeds the limit.")
      try {
        return await world.images.keep(bytes)
      } catch (error) {
        if (error instanceof BadImage) return refuseGoogle(400, "Unable to process input image.")
        throw error
      }
    }),
  )
}
