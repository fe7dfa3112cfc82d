import type { VideoModel } from "@/lib/providers/catalogue"
import type { AspectRatio } from "@/lib/providers/provider"

/*
 * Models whose ids were seen word for word (Runcrate sheet, read 2026-11-21). Veo 2.0, Veo 3.0 Audio, Kling v3, Seedance
 * 1.0 and Hailuo 02 are offered there under ids that nobody has written down, so they are not listed. No size, frame rate,
 * prompt limit or price is published: 720p and 2,000 characters are ours, and the prices are what we hold in their place.
 */

/** A third shape, 1:1, stands on one page of three. */
const ratios = ["16:9", "9:16"] as const satisfies readonly AspectRatio[]

const source = { evidence: "Runcrate sheet, copies of its pages, which contradict each other", readOn: "2026-11-21" }

const held = (instead: string) => ({
  evidence: `Runcrate publishes no prices (unverified): held in place of one is ${instead}`,
  readOn: "2026-11-21",
})

const common = {
  provider: "runcrate",
  lastFrame: false,
  maxReferenceImages: 0,
  maxPromptCharacters: 2000,
  maxNegativePromptCharacters: 0,
  seed: null,
  cameraParameters: [],
  sound: "never",
  source,
} as const satisfies Partial<VideoModel>

const perSecond = (micros: number) => [{ resolution: "720p", silentMicros: micros, soundMicros: micros }] as const

const sora = {
  ...common,
  // The model behind it was removed that day; whether Runcrate still answers for it is not known.
  lifecycle: { state: "retired", on: "2026-09-24", successorIds: ["runcrate/veo-3.0"] },
  textToVideo: { durationsSeconds: [4, 8, 12], aspectRatios: ratios, resolutions: ["720p"] },
} as const satisfies Partial<VideoModel>

export const runcrateModels = [
  {
    ...common,
    id: "runcrate/veo-3.0",
    name: "Veo 3.0 (Runcrate)",
    // Stated active by Runcrate, though Google removed its own Veo 3.0 on 2026-06-30.
    lifecycle: { state: "active" },
    textToVideo: { durationsSeconds: [4, 6, 8], aspectRatios: ratios, resolutions: ["720p"] },
    prices: perSecond(400_000),
    priceSource: held("$0.40 a second, the list price of Veo 3.1 with sound at Google"),
  },
  {
    ...common,
    id: "runcrate/wan-2.1-t2v-14b",
    name: "Wan 2.1 14B (Runcrate)",
    // Seen in a sample alone.
    lifecycle: { state: "active" },
    textToVideo: { durationsSeconds: [5], aspectRatios: ratios, resolutions: ["720p"] },
    prices: perSecond(140_000),
    priceSource: held("$0.14 a second, what fal lists for a newer Wan at 720p"),
  },
  {
    ...sora,
    id: "runcrate/sora-2",
    name: "Sora 2 (Runcrate)",
    prices: perSecond(100_000),
    priceSource: held("OpenAI's last list price"),
  },
  {
    ...sora,
    id: "runcrate/sora-2-pro",
    name: "Sora 2 Pro (Runcrate)",
    prices: perSecond(300_000),
    priceSource: held("OpenAI's last list price at 720p"),
  },
] as const satisfies readonly VideoModel[]
