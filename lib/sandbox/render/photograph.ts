import { rm } from "node:fs/promises"
import sharp from "sharp"
import type { Film } from "@/lib/sandbox/render/film"

/** Takes one picture, 4:2:0 in BT.709 video range as films are made of, and writes it as PNG. */
export function openPhotograph({ path, width, height }: { path: string; width: number; height: number }): Film {
  let rgb: Buffer | undefined
  return {
    async add(picture) {
      rgb ??= toRgb(picture, width, height)
    },
    async finish() {
      if (!rgb) throw new Error("a photograph of nothing")
      await sharp(rgb, { raw: { width, height, channels: 3 } })
        .png({ compressionLevel: 3 })
        .toFile(path)
    },
    abandon: () => rm(path, { force: true }),
  }
}

function toRgb(picture: Uint8Array, width: number, height: number): Buffer {
  const rgb = Buffer.allocUnsafe(width * height * 3)
  const chromaWidth = width >> 1
  const blueAt = width * height
  const redAt = blueAt + chromaWidth * (height >> 1)
  let to = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const chroma = (y >> 1) * chromaWidth + (x >> 1)
      const luma = 1.164384 * ((picture[y * width + x] ?? 16) - 16)
      const blue = (picture[blueAt + chroma] ?? 128) - 128
      const red = (picture[redAt + chroma] ?? 128) - 128
      rgb[to++] = clamp(luma + 1.792741 * red)
      rgb[to++] = clamp(luma - 0.213249 * blue - 0.532909 * red)
      rgb[to++] = clamp(luma + 2.112402 * blue)
    }
  }
  return rgb
}

const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)))
