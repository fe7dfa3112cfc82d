import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { readFile, rename, writeFile } from "node:fs/promises"
import sharp from "sharp"
import type { Json } from "@/lib/sandbox/job"
import type { Studio } from "@/lib/sandbox/render/studio"

export type StoredImage = { sha256: string; bytes: number; mime: string; width: number; height: number }

export type ImageShelf = {
  /** Keeps the bytes by their hash. Throws `BadImage` when they are no picture. */
  keep(bytes: Buffer): Promise<StoredImage>
  /** Keeps any bytes as they are (an upload that may be anything). */
  keepRaw(bytes: Buffer): Promise<string>
  read(sha256: string): Promise<Buffer>
}

export class BadImage extends Error {}

const mimes: Record<string, string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  heif: "image/avif",
  gif: "image/gif",
}

export function openImages(studio: Studio): ImageShelf {
  async function keepRaw(bytes: Buffer): Promise<string> {
    const sha256 = createHash("sha256").update(bytes).digest("hex")
    const target = studio.imagePath(sha256)
    if (!existsSync(target)) {
      const part = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}.part`
      await writeFile(part, bytes)
      await rename(part, target)
    }
    return sha256
  }
  return {
    keepRaw,
    read: (sha256) => readFile(studio.imagePath(sha256)),
    async keep(bytes) {
      const metadata = await sharp(bytes, { limitInputPixels: 100_000_000 })
        .metadata()
        .catch(() => undefined)
      const mime = metadata && mimes[metadata.format]
      if (!metadata || !mime) throw new BadImage("not an image")
      const turned = (metadata.orientation ?? 1) >= 5
      return {
        sha256: await keepRaw(bytes),
        bytes: bytes.length,
        mime,
        width: turned ? metadata.height : metadata.width,
        height: turned ? metadata.width : metadata.height,
      }
    },
  }
}

/** The bytes of a data URI; undefined when it is none. */
export function fromDataUri(text: string): { mime: string; bytes: Buffer } | undefined {
  const [, mime, base64] = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]*)$/.exec(text) ?? []
  return mime === undefined || base64 === undefined ? undefined : { mime, bytes: Buffer.from(base64, "base64") }
}

/** Reads a picture over http(s) as a vendor would: bounded in time and size. Throws `BadImage`. */
export async function download(url: string, maxBytes: number): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "error" })
    if (!response.ok || !response.body) throw new BadImage(`HTTP ${response.status}`)
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > maxBytes) throw new BadImage("too large")
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    throw error instanceof BadImage ? error : new BadImage("download failed", { cause: error })
  }
}

/** A request as it can be shown: pictures inside it become their hash and size. */
export function withoutImages(value: Json): Json {
  if (typeof value === "string") {
    const isPicture = value.startsWith("data:") || (value.length > 1000 && /^[A-Za-z0-9+/=\s]+$/.test(value))
    if (!isPicture) return value
    const bytes = fromDataUri(value)?.bytes ?? Buffer.from(value, "base64")
    return { image: { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length } }
  }
  if (Array.isArray(value)) return value.map(withoutImages)
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutImages(inner)]))
  return value
}
