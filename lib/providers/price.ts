import type { VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio, Resolution } from "@/lib/providers/provider"
import { expectedSize } from "@/lib/providers/size"

/**
 * What this model lists for a clip, in whole micro-dollars, never below 0; null where it has no price for the
 * resolution. Rounded up, so that what is held is never less than what is billed.
 */
export function listPriceMicros(
  model: VideoModel,
  clip: {
    resolution: Resolution
    durationSeconds: number
    sound: boolean | undefined
    /** 16:9 when absent; it matters only where pixels are what is paid for. */
    aspectRatio?: AspectRatio
    referenceImages?: readonly unknown[]
  },
): number | null {
  const price = model.prices.find(({ resolution }) => resolution === clip.resolution)
  if (price === undefined) return null
  const wide = clip.sound === true ? price.soundMicros : price.silentMicros
  const perSecond = model.pricedByPixels ? wide * shareOfWide(model, clip.resolution, clip.aspectRatio ?? "16:9") : wide
  const seconds = price.clipMicros?.[clip.durationSeconds] ?? Math.ceil(perSecond * clip.durationSeconds)
  const references = (model.referenceMicros ?? 0) * (clip.referenceImages?.length ?? 0)
  const unit = model.unitMicros ?? 1
  return Math.ceil(Math.max(model.minimumMicros ?? 0, seconds + references) / unit) * unit
}

/** The pixels of a shape for each one of 16:9. */
function shareOfWide(model: VideoModel, resolution: Resolution, aspectRatio: AspectRatio): number {
  const pixels = (shape: AspectRatio) => {
    const [width, height] = expectedSize(model, { aspectRatio: shape, resolution })
    return width * height
  }
  return pixels(aspectRatio) / pixels("16:9")
}

/** "$0.10": two decimals, of a sum that is not negative. */
export function dollars(micros: number): string {
  return `$${(micros / 1_000_000).toFixed(2)}`
}
