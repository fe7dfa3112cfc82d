import { access, readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { z } from "zod"
import { MediaError } from "@/lib/media/errors"
import { measureClip } from "@/lib/media/measure/measure"
import { asked } from "@/lib/media/measure/schema"

const usage = "npm run measure -- clip.mp4 [--reference frame.png] [--asked asked.json]"

/** `npm run measure`: prints what is measured of any clip as JSON. A fault is one line on stderr and exit code 1. */
try {
  const { path, reference, asked } = readArguments(process.argv.slice(2))
  await access(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error)
  })
  const measures = await measureClip(path, {
    reference: reference === undefined ? undefined : await read(reference),
    asked: asked === undefined ? undefined : readAsked(asked, (await read(asked)).toString("utf8")),
  }).catch((error: unknown) => {
    throw error instanceof MediaError ? new Error(explain(error, path, reference)) : error
  })
  console.log(JSON.stringify(measures, null, 2))
} catch (error) {
  console.error(error instanceof Error ? error.message.split("\n")[0] : error)
  process.exitCode = 1
}

function readArguments(given: string[]) {
  const options = { reference: { type: "string" }, asked: { type: "string" } } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: given, options, allowPositionals: true })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error} Use: ${usage}`)
  }
  const [path, ...more] = parsed.positionals
  if (path === undefined || more.length > 0) throw new Error(`Name one clip: ${usage}`)
  return { path, ...parsed.values }
}

function readAsked(path: string, text: string) {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON.`)
  }
  const found = asked.safeParse(value)
  if (found.success) return found.data
  throw new Error(`${path}: ${z.prettifyError(found.error).replaceAll("\n", " ")}`)
}

function unreadable(path: string, { code }: NodeJS.ErrnoException): Error {
  return new Error(code === "ENOENT" ? `There is no file ${path}.` : `${path} could not be read (${code}).`)
}

async function read(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(path, error)
  })
}

function explain({ reason, detail }: MediaError, path: string, reference: string | undefined): string {
  if (reason === "not_an_image") return `${reference} is not a picture that can be read.`
  if (reason === "truncated") return `${path} is incomplete: ${detail}.`
  if (reason === "too_large") return `${path} is too large: ${detail}.`
  return `${path} is not a video that can be read: ${detail}.`
}
