import { FilterAPI } from "node-av/api"
import { AV_PIX_FMT_RGB24 } from "node-av/constants"
import { Frame } from "node-av/lib"
import sharp from "sharp"
import { cropBox } from "@/lib/media/aspect"
import { MediaError } from "@/lib/media/errors"
import { deltaE2000, labOf } from "@/lib/media/measure/colour"
import { mean, quantile } from "@/lib/media/measure/numbers"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { ssim } from "@/lib/media/measure/ssim"
import type { Pixels } from "@/lib/media/picture"
import type { VideoFacts } from "@/lib/media/probe"

/** The authors of SSIM reduce pictures until the shorter edge has about 256 pixels: the eye does not see them from nearer. */
const shortEdge = 256
/** Cells along the longer edge in which colour is averaged: a shift by a pixel, or noise, is no change of colour. */
const cells = 32

/** At which size a clip's first frame is compared. */
export function comparedSize({ width, height }: VideoFacts): { width: number; height: number } {
  const scale = Math.min(1, shortEdge / Math.min(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * Compares the clip's first frame, at `comparedSize`, with the still it should begin with: cut to the clip's shape around
 * its middle, as it was for the vendor, and reduced by the same scaler. Throws MediaError "not_an_image".
 */
export async function compareFirstFrame(
  first: Pixels,
  clip: VideoFacts,
  reference: Uint8Array,
): Promise<ClipMeasures["firstFrame"]> {
  const { pixels, box, whole } = await reduceReference(first, clip, reference)
  const similarity = ssim(lumaOf(first), lumaOf(pixels), first.width, first.height)
  if (similarity === undefined) return { notMeasured: "The clip is smaller than 8 pixels." }
  const [ours, theirs] = [cellColours(first), cellColours(pixels)]
  const differences = ours.map((colour, cell) => deltaE2000(colour, theirs[cell] ?? colour))
  return {
    ssim: similarity,
    colourMean: mean(differences),
    colour95: quantile(differences, 0.95),
    croppedWidth: 1 - box.width / whole.width,
    croppedHeight: 1 - box.height / whole.height,
  }
}

async function reduceReference({ width, height }: Pixels, clip: VideoFacts, reference: Uint8Array) {
  const upright = sharp(reference).autoOrient()
  const { data, info } = await upright
    .flatten()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new MediaError("not_an_image", String(cause), { cause })
    })
  const box = cropBox(info, clip.width / clip.height)
  const frame = Frame.fromVideoBuffer(data, { width: info.width, height: info.height, format: AV_PIX_FMT_RGB24 })
  const crop = `crop=${box.width}:${box.height}:${box.left}:${box.top}:exact=1`
  const filter = FilterAPI.create(`${crop},scale=w=${width}:h=${height}:flags=area+accurate_rnd+bitexact,format=rgb24`)
  try {
    const [small] = filter.processAllSync(frame)
    if (!small) throw new Error("FFmpeg's scaler gave no picture")
    const pixels = { data: small.toBuffer(), width, height }
    small.free()
    return { pixels, box, whole: info }
  } finally {
    frame.free()
    filter.close()
  }
}

/** BT.709. */
function lumaOf({ data }: Pixels): Float32Array {
  const luma = new Float32Array(data.length / 3)
  for (let at = 0; at < luma.length; at++) {
    luma[at] = 0.2126 * (data[3 * at] as number) + 0.7152 * (data[3 * at + 1] as number) + 0.0722 * (data[3 * at + 2] as number)
  }
  return luma
}

function cellColours({ data, width, height }: Pixels) {
  const edge = Math.max(1, Math.max(width, height) / cells)
  const [columns, rows] = [Math.max(1, Math.round(width / edge)), Math.max(1, Math.round(height / edge))]
  const sums = new Float64Array(columns * rows * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = (Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)) * 4
      const at = (y * width + x) * 3
      for (let channel = 0; channel < 3; channel++) {
        sums[cell + channel] = (sums[cell + channel] as number) + (data[at + channel] as number)
      }
      sums[cell + 3] = (sums[cell + 3] as number) + 1
    }
  }
  return Array.from({ length: columns * rows }, (_, cell) => {
    const [red = 0, green = 0, blue = 0, count = 1] = sums.subarray(cell * 4, cell * 4 + 4)
    return labOf(red / count, green / count, blue / count)
  })
}
