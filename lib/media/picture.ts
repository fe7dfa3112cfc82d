import { FilterAPI } from "node-av/api"
import { AVCOL_SPC_UNSPECIFIED } from "node-av/constants"
import type { Frame } from "node-av/lib"
import sharp from "sharp"
import type { VideoFacts } from "@/lib/media/probe"

/** An encoded picture. */
export type Picture = { bytes: Buffer; mime: "image/png" | "image/webp"; width: number; height: number }

/** Upright pixels: rows of red, green, blue. */
export type Pixels = { data: Buffer; width: number; height: number }

export type PixelReader = { read(frame: Frame): Promise<Pixels>; close(): void }

/**
 * Turns decoded frames into upright RGB of one size. `exact` is for pictures that are kept at full size: every rounding
 * is done with care, so that the same frame gives the same picture everywhere.
 */
export function createPixelReader(facts: VideoFacts, size: { width: number; height: number }, exact = false): PixelReader {
  let filter: FilterAPI | undefined
  return {
    async read(frame) {
      filter ??= FilterAPI.create(describe(frame, facts, size, exact))
      const [picture] = await filter.processAll(frame)
      if (!picture) throw new Error("FFmpeg's scaler gave no picture")
      try {
        return { data: picture.toBuffer(), ...size }
      } finally {
        picture.free()
      }
    },
    close: () => filter?.close(),
  }
}

/** The largest size of the video's shape inside a box; never larger than the video. */
export function fitInside(facts: VideoFacts, box: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, box.width / facts.width, box.height / facts.height)
  return {
    width: Math.max(1, Math.round(facts.width * scale)),
    height: Math.max(1, Math.round(facts.height * scale)),
  }
}

export async function toWebp(pixels: Pixels, quality: number): Promise<Picture> {
  const { data, width, height } = pixels
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality })
    .toBuffer()
  return { bytes, mime: "image/webp", width, height }
}

export async function toPng(pixels: Pixels): Promise<Picture> {
  const { data, width, height } = pixels
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer()
  return { bytes, mime: "image/png", width, height }
}

/** What stands a stored picture upright: the end of a filter chain, by degrees clockwise. */
export const turns = { 0: "", 90: ",transpose=clock", 180: ",hflip,vflip", 270: ",transpose=cclock" } as const

function describe(frame: Frame, facts: VideoFacts, size: { width: number; height: number }, exact: boolean): string {
  const [width, height] = facts.rotation % 180 === 0 ? [size.width, size.height] : [size.height, size.width]
  const flags = exact ? "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact" : "area+accurate_rnd+bitexact"
  const scale = `scale=w=${width}:h=${height}:flags=${flags}:in_color_matrix=${matrixOf(frame)}:out_range=full`
  return `${scale}${turns[facts.rotation]},format=rgb24`
}

/** A file that does not name its colour matrix is read as browsers read it: BT.709 from 720 lines up, else BT.601. */
export function matrixOf(frame: Frame): string {
  if (frame.colorSpace !== AVCOL_SPC_UNSPECIFIED) return "auto"
  return Math.min(frame.width, frame.height) >= 720 ? "bt709" : "bt601"
}
