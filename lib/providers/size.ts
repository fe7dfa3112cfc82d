import type { PixelSize, VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"

/** The short edge in pixels that a resolution's word stands for. */
export const shortEdges: Record<Resolution, number> = {
  "360p": 360,
  "480p": 480,
  "540p": 540,
  "720p": 720,
  "768p": 768,
  "1080p": 1080,
  "2k": 1440,
  "4k": 2160,
}

/** Width divided by height of an aspect ratio. */
export function ratioValue(aspectRatio: AspectRatio): number {
  const [width = 1, height = 1] = aspectRatio.split(":").map(Number)
  return width / height
}

/**
 * The size in pixels to expect of a clip, and to crop its frames to: the vendor's own table where it has one, else the
 * resolution as the short edge and the long edge by the ratio, both even.
 */
export function expectedSize(model: VideoModel, clip: { aspectRatio: AspectRatio; resolution: Resolution }): PixelSize {
  const listed = model.pixelSizes?.[clip.resolution]?.[clip.aspectRatio]
  if (listed !== undefined) return listed
  const short = shortEdges[clip.resolution]
  const ratio = ratioValue(clip.aspectRatio)
  const long = 2 * Math.round((short * Math.max(ratio, 1 / ratio)) / 2)
  return ratio >= 1 ? [long, short] : [short, long]
}
