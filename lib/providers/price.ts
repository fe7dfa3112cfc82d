import type { VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"

/**
 * What this model lists for a clip, in whole micro-dollars, never below 0; null where it has no price for the
 * resolution. Rounded up, so that what is held is never less than what is billed.
 */
export function listPriceMicros(
  model: VideoModel,
  clip: { resolution: Resolution; durationSeconds: number; sound: boolean | undefined; referenceImages?: readonly unknown[] },
): number | null {
  const price = model.prices.find(({ resolution }) => resolution === clip.resolution)
  if (price === undefined) return null
  const perSecond = clip.sound === true ? price.soundMicros : price.silentMicros
  const seconds = price.clipMicros?.[clip.durationSeconds] ?? Math.ceil(perSecond * clip.durationSeconds)
  const references = (model.referenceMicros ?? 0) * (clip.referenceImages?.length ?? 0)
  return Math.max(model.minimumMicros ?? 0, seconds + references)
}

/** "$0.10": two decimals, of a sum that is not negative. */
export function dollars(micros: number): string {
  return `$${(micros / 1_000_000).toFixed(2)}`
}
