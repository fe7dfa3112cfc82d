import sharp, { type Metadata, type Sharp } from "sharp"
import { AppError } from "@/lib/errors"
import { sniff } from "@/lib/media/sniff"

/** What a still that people bring may be. Read by the form too, through its message. */
export const stillLimits = { maxBytes: 20 * 1024 * 1024, minEdge: 64, maxEdge: 12_000, maxPixels: 80_000_000 } as const

export type Still = {
  /** As they are stored: upright, without place, camera or owner. */
  bytes: Buffer
  mime: "image/jpeg" | "image/png" | "image/webp" | "image/avif"
  width: number
  height: number
}

const accepted = "Use a JPEG, PNG, WebP or AVIF."

/**
 * Checks a still by its bytes and makes it fit to store: upright by its EXIF orientation, and without EXIF, XMP or IPTC
 * (photographs carry the place where they were taken); its colour profile stays. A still that needs none of this keeps its
 * exact bytes. Throws AppError "invalid_input" or "too_large", which says what is wrong and what is accepted.
 */
export async function readStill(bytes: Uint8Array): Promise<Still> {
  if (bytes.byteLength > stillLimits.maxBytes) throw new AppError("too_large", "This picture is larger than 20 MB.")
  const mime = imageMime(bytes)
  if (isAnimatedPng(bytes, mime)) throw animated()
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw damaged(cause)
    })
  const { autoOrient } = metadata
  assertSize(autoOrient)
  if ((metadata.pages ?? 1) > 1) throw animated()
  await decode(bytes)
  const isClean = (metadata.orientation ?? 1) === 1 && !metadata.exif && !metadata.xmp && !metadata.iptc
  if (isClean) return { bytes: Buffer.from(bytes), mime, ...autoOrient }
  return rewrite(bytes, metadata, mime)
}

function imageMime(bytes: Uint8Array): Still["mime"] {
  const type = sniff(bytes)
  if (type?.kind === "image") return type.mime
  if (type?.kind === "video") throw refusal(`This is a video, not a picture. ${accepted}`)
  if (type) throw refusal(`This is ${type.name}. ${accepted}`)
  throw refusal(
    bytes.byteLength === 0 ? `This file is empty. ${accepted}` : `This is not a picture that can be read. ${accepted}`,
  )
}

/** Reads every pixel once, at a reduced size: a picture that breaks off later must not be stored. */
async function decode(bytes: Uint8Array): Promise<void> {
  await sharp(bytes, { failOn: "truncated", limitInputPixels: stillLimits.maxPixels })
    .resize({ width: 32, height: 32, fit: "inside" })
    .raw()
    .toBuffer()
    .catch((cause: unknown) => {
      throw damaged(cause)
    })
}

function assertSize({ width, height }: { width: number; height: number }) {
  const { minEdge, maxEdge, maxPixels } = stillLimits
  const size = `This picture is ${width} × ${height} pixels.`
  if (Math.min(width, height) < minEdge) throw refusal(`${size} Each edge needs at least ${minEdge}.`)
  if (Math.max(width, height) > maxEdge) throw refusal(`${size} An edge may have at most 12,000.`)
  if (width * height > maxPixels) throw refusal(`${size} At most 80 megapixels are accepted.`)
}

/** sharp writes no metadata unless told to; the colour profile alone is kept. */
async function rewrite(bytes: Uint8Array, metadata: Metadata, mime: Still["mime"]): Promise<Still> {
  const upright = sharp(bytes).autoOrient().keepIccProfile()
  const { image, mime: written } = encode(upright, bytes, metadata, mime)
  const { data, info } = await image.toBuffer({ resolveWithObject: true })
  return { bytes: data, mime: written, width: info.width, height: info.height }
}

/** In the same format without visible loss. AVIF takes many seconds to write, so it becomes JPEG, or PNG to stay transparent. */
function encode(
  image: Sharp,
  bytes: Uint8Array,
  metadata: Metadata,
  mime: Still["mime"],
): { image: Sharp; mime: Still["mime"] } {
  if (mime === "image/png" || (mime === "image/avif" && metadata.hasAlpha)) return { image: image.png(), mime: "image/png" }
  if (mime === "image/webp") return { image: image.webp(isLosslessWebp(bytes) ? { lossless: true } : { quality: 95 }), mime }
  return { image: image.jpeg({ quality: 95, chromaSubsampling: "4:4:4" }), mime: "image/jpeg" }
}

function isLosslessWebp(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(0, 4096).includes("VP8L")
}

/** An animated PNG announces itself before its first pixels; sharp knows none. */
function isAnimatedPng(bytes: Uint8Array, mime: Still["mime"]): boolean {
  if (mime !== "image/png") return false
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const control = buffer.indexOf("acTL")
  return control !== -1 && control < buffer.indexOf("IDAT")
}

function animated() {
  return refusal("This picture is animated. Use a still: a single frame of it.")
}

function damaged(cause: unknown) {
  return new AppError("invalid_input", "This picture is damaged or incomplete.", { cause })
}

function refusal(message: string) {
  return new AppError("invalid_input", message)
}
