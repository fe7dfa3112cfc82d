import sharp from "sharp"
import { AppError } from "@/lib/errors"
import { cropBox, type Size } from "@/lib/media/aspect"
import type { ImageLimits, PixelSize } from "@/lib/providers/catalogue"
import type { AspectRatio } from "@/lib/providers/provider"

/** What a vendor is sent. */
export type PreparedStill = { bytes: Buffer; mime: string; width: number; height: number }

export type StillTarget = {
  /** Undefined leaves the shape: reference images are not cropped. */
  aspectRatio: AspectRatio | undefined
  /** The clip's own pixels where the model names them: their shape is up to 3 % off the ratio's, and it is what counts. */
  pixels?: PixelSize | undefined
  limits: ImageLimits
}

/** No model here delivers more than 4k; more pixels only cost time on the wire. */
const usefulEdge = 3840
const qualities = [95, 90, 82, 74] as const
const shrinkSteps = 8

/**
 * A stored still as one model wants it: cropped to the clip's shape around the middle, scaled into the model's edges, and encoded
 * within its bytes, as PNG when the still is one and there is room (a frame continued from a take stays exact), else as
 * JPEG. A still that fits as it stands is sent as it stands. The same input gives the same bytes. Throws AppError
 * "invalid_input" when no encoding fits.
 */
export async function prepareStill(bytes: Uint8Array, { aspectRatio, pixels, limits }: StillTarget): Promise<PreparedStill> {
  const { width, height, format } = await sharp(bytes).metadata()
  const mime = format === "heif" ? "image/avif" : `image/${format}`
  const shape = aspectRatio && pixels ? pixels[0] / pixels[1] : aspectRatio
  const box = shape ? cropBox({ width, height }, shape) : { left: 0, top: 0, width, height }
  const isWhole = box.width === width && box.height === height
  const size = fit(box, limits)
  const fitsAsItStands = isWhole && size.width === width && limits.mimes.includes(mime) && bytes.byteLength <= limits.maxBytes
  if (fitsAsItStands) return { bytes: Buffer.from(bytes), mime, width, height }

  const cut = sharp(bytes).extract(box)
  const scaled = (to: Size) => cut.clone().resize({ ...to, fit: "fill" })
  if (format === "png" && limits.mimes.includes("image/png")) {
    const png = await scaled(size).png().toBuffer()
    if (png.byteLength <= limits.maxBytes) return { bytes: png, mime: "image/png", ...size }
  }
  if (!limits.mimes.includes("image/jpeg")) throw tooLarge(limits)
  // First less quality, then fewer pixels.
  let to = size
  for (let step = 0; step < shrinkSteps; step++) {
    for (const quality of step === 0 ? qualities : qualities.slice(-1)) {
      const jpeg = await scaled(to).flatten().jpeg({ quality, chromaSubsampling: "4:4:4" }).toBuffer()
      if (jpeg.byteLength <= limits.maxBytes) return { bytes: jpeg, mime: "image/jpeg", ...to }
    }
    to = { width: Math.round(to.width * 0.8), height: Math.round(to.height * 0.8) }
    if (Math.min(to.width, to.height) < limits.minEdgePixels) break
  }
  throw tooLarge(limits)
}

/** Scales a box so that its edges lie within the limits; the larger limit wins where both cannot hold. */
function fit(box: Size, { minEdgePixels, maxEdgePixels }: ImageLimits): Size {
  const most = Math.min(maxEdgePixels, Math.max(usefulEdge, minEdgePixels)) / Math.max(box.width, box.height)
  const least = minEdgePixels / Math.min(box.width, box.height)
  const scale = Math.min(Math.max(1, least), most)
  if (scale === 1) return { width: box.width, height: box.height }
  return { width: Math.round(box.width * scale), height: Math.round(box.height * scale) }
}

function tooLarge({ maxBytes }: ImageLimits) {
  const limit = `${Math.floor(maxBytes / 1e6)} MB`
  return new AppError("invalid_input", `This picture cannot be made to fit the model's ${limit}. Use a plainer or smaller one.`)
}
