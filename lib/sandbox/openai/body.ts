import { createHash } from "node:crypto"
import { withoutImages } from "@/lib/sandbox/images"
import type { Json, JsonObject } from "@/lib/sandbox/job"
import { fail, refuse, refuseValue } from "@/lib/sandbox/openai/errors"
import { isObject, Refusal, readObject } from "@/lib/sandbox/wire"

/** A body however it came: words and numbers by name, and its files, where "image[]" and "image" are one name. */
export type OpenAiBody = {
  isForm: boolean
  fields: JsonObject
  files: ReadonlyMap<string, readonly Buffer[]>
  /** As it can be shown: pictures are their hash and size. */
  shown: JsonObject
}

/** Reads a JSON body or a form; ends the handler with a 400 when it is neither. */
export async function readBody(request: Request): Promise<OpenAiBody> {
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) return readForm(request)
  const fields = await readObject(request)
  if (!fields) throw new Refusal(fail(400, "We could not parse the JSON body of your request."))
  return { isForm: false, fields, files: new Map(), shown: withoutImages(fields) as JsonObject }
}

async function readForm(request: Request): Promise<OpenAiBody> {
  const form = await request.formData().catch(() => undefined)
  if (!form) throw new Refusal(fail(400, "Could not parse multipart form."))
  const fields: JsonObject = {}
  const files = new Map<string, Buffer[]>()
  for (const [key, value] of form) {
    const [, name = key, inner] = /^([^[]+)\[([^\]]*)\]$/.exec(key) ?? []
    if (typeof value !== "string") {
      files.set(name, [...(files.get(name) ?? []), Buffer.from(await value.arrayBuffer())])
    } else if (inner) {
      const before = fields[name]
      fields[name] = { ...(isObject(before) ? before : {}), [inner]: value }
    } else fields[name] = value
  }
  const pictures = [...files].map(([name, list]): [string, Json] => [name, list.map(describe)])
  return { isForm: true, fields, files, shown: { ...fields, ...Object.fromEntries(pictures) } }
}

function describe(bytes: Buffer): Json {
  return { image: { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length } }
}

/** Ends the handler for a name that the endpoint does not know. */
export function onlyKnown({ fields, files }: OpenAiBody, known: readonly string[]): void {
  const stranger = [...Object.keys(fields), ...files.keys()].find((name) => !known.includes(name))
  if (stranger !== undefined) refuse(`Unknown parameter: '${stranger}'.`, stranger, "unknown_parameter")
}

/** The prompt, or the end of the handler. */
export function promptOf({ fields: { prompt } }: OpenAiBody, max: number): string {
  if (prompt === undefined || prompt === "") {
    return refuse("Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter")
  }
  if (typeof prompt !== "string") return refuse("Invalid type for 'prompt': expected a string.", "prompt", "invalid_type")
  if (prompt.length <= max) return prompt
  return refuse(
    `Invalid 'prompt': string too long. Expected a string with maximum length ${max}, but got a string with length ${prompt.length} instead.`,
    "prompt",
    "string_above_max_length",
  )
}

/** One of the allowed words, the standard one when absent. A number where a word belongs is a 400, as at OpenAI. */
export function choice({ fields }: OpenAiBody, name: string, allowed: readonly string[], standard: string): string {
  const value = fields[name] ?? standard
  if (typeof value !== "string") {
    const names = allowed.map((word) => `'${word}'`).join(", ")
    return refuse(
      `Invalid type for '${name}': expected one of ${names}, but got ${typeof value} instead.`,
      name,
      "invalid_type",
    )
  }
  return allowed.includes(value) ? value : refuseValue(name, value, allowed)
}
