import type { ModeLimits, VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"
import { shortEdges } from "@/lib/providers/size"
import type { Vendor } from "@/lib/providers/vendor"
import type { ShotSettings } from "@/lib/shots/schema"

/** A model and the cheapest thing that it can be asked for in one way in. */
export type Sample = { model: VideoModel; settings: Partial<ShotSettings> }

/** Models that can be sent today, or that the sandbox still plays. */
export function playableModels({ models }: Vendor): readonly VideoModel[] {
  return models.filter(({ lifecycle, staysInSandbox }) => lifecycle.state !== "retired" || staysInSandbox === true)
}

/** The model whose smallest clip is the smallest, among those that have this way in; undefined when none has. */
export function smallest(
  vendor: Vendor,
  way: (model: VideoModel) => ModeLimits | undefined,
  onlyAt?: (model: VideoModel) => readonly Resolution[] | undefined,
): Sample | undefined {
  const samples = playableModels(vendor).flatMap((model) => {
    const mode = way(model)
    const resolution = onlyAt?.(model)?.[0] ?? mode?.resolutions[0]
    const durationSeconds = mode?.durationsSeconds[0]
    const aspectRatio = mode?.aspectRatios.find((ratio) => ratio === "16:9") ?? mode?.aspectRatios[0]
    if (!resolution || !durationSeconds || !aspectRatio) return []
    // With a seed the same words are the same clip, which the sandbox draws once.
    const seed = model.seed && !mode?.withoutSeed ? Math.max(7, model.seed.min) : null
    return [{ model, settings: { resolution, durationSeconds, aspectRatio, seed, sound: model.sound === "always" } }]
  })
  const cost = ({ settings: { resolution = "4k", durationSeconds = 60 } }: Sample) =>
    shortEdges[resolution] ** 2 * durationSeconds
  return samples.sort((a, b) => cost(a) - cost(b))[0]
}

export function samplesOf(vendor: Vendor) {
  return {
    text: smallest(vendor, (model) => model.textToVideo),
    frame: smallest(vendor, (model) => model.imageToVideo),
    pair: smallest(
      vendor,
      (model) => (model.lastFrame ? model.imageToVideo : undefined),
      (model) => model.lastFrameOnlyAt,
    ),
    references: smallest(vendor, (model) => model.referenceToVideo),
    source: smallest(vendor, (model) => model.sourceToVideo),
    seed: smallest(vendor, (model) =>
      model.seed?.min === 0 && !model.textToVideo?.withoutSeed ? model.textToVideo : undefined,
    ),
  }
}
