import sharp from "sharp"
import { ProviderError } from "@/lib/providers/errors"

/**
 * A still as `input_reference` wants it: exactly as many pixels as the clip ("Inpaint image must match the requested width
 * and height"). One that fits is sent as it is; the crop to the clip's shape was made before. Throws `ProviderError` for
 * bytes that are no picture.
 */
export async function toReference(
  still: { bytes: Uint8Array; mime: string },
  [width, height]: readonly [number, number],
): Promise<File> {
  try {
    const { width: has, height: tall } = await sharp(still.bytes).metadata()
    const isExact = has === width && tall === height
    const picture = sharp(still.bytes).resize({ width, height, fit: "fill" })
    const bytes = isExact
      ? still.bytes
      : still.mime === "image/png"
        ? await picture.png().toBuffer()
        : await picture.jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer()
    const mime = isExact || still.mime === "image/png" ? still.mime : "image/jpeg"
    return toFile({ bytes, mime }, "frame")
  } catch (cause) {
    throw new ProviderError({
      provider: "openai",
      kind: "invalid_request",
      acceptance: "no",
      message: "The first frame is no picture that can be scaled.",
      cause,
    })
  }
}

/** A picture as a part of a form, with the name and type that OpenAI reads. */
export function toFile({ bytes, mime }: { bytes: Uint8Array; mime: string }, name: string): File {
  return new File([new Uint8Array(bytes)], `${name}.${mime.split("/")[1] ?? "bin"}`, { type: mime })
}
