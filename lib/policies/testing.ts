import type { ModelFacts } from "@/lib/policies/candidate"
import type { VideoModel } from "@/lib/providers/catalogue"
import type { ShotAsk } from "@/lib/providers/preflight-types"
import type { Resolution } from "@/lib/providers/provider"
import { shotSettings } from "@/lib/shots/schema"

export const evidence = { evidence: "https://example.com", readOn: "2026-11-21" }

/** A model of words alone; dollars are per second of any size, twice that with sound. */
export const aModel = (
  change: Partial<VideoModel> & { lengths?: number[]; sizes?: Resolution[]; perSecond?: number },
): VideoModel => {
  const { lengths: durationsSeconds = [5], sizes: resolutions = ["720p"], perSecond = 100_000, ...rest } = change
  const limits = { durationsSeconds, aspectRatios: ["16:9" as const], resolutions }
  return {
    id: "one/model",
    provider: "one",
    name: "Model",
    lifecycle: { state: "active" },
    textToVideo: limits,
    lastFrame: false,
    maxReferenceImages: 0,
    maxPromptCharacters: 1000,
    maxNegativePromptCharacters: 0,
    seed: null,
    cameraParameters: [],
    sound: "optional",
    prices: resolutions.map((resolution) => ({ resolution, silentMicros: perSecond, soundMicros: perSecond * 2 })),
    priceSource: evidence,
    ...rest,
  }
}

/** What a shot asks for, five seconds in 720p from words alone unless said otherwise. */
export const anAsk = (settings: object = {}, change: Partial<ShotAsk> = {}): ShotAsk => ({
  text: "A lamp falls.",
  negativePrompt: "",
  settings: shotSettings.parse(settings),
  frames: { first: null, last: null, references: [] },
  ...change,
})

/** A model with a key and without a history. */
export const known = (change: Partial<ModelFacts> = {}): ModelFacts => ({
  mode: "live",
  isReachable: true,
  expectedSeconds: null,
  ...change,
})
