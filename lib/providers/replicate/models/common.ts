import type { ImageLimits, PricePerSecond, VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"

/*
 * Official models whose inputs the Replicate sheet has. Google's Veo 3.1 is from its schema page; the others are from
 * third-party production code of September and October 2026, and so unverified. Left out, because nobody says what they
 * take or cost: Wan, MiniMax H3, Runway, Luma, Vidu, PixVerse and Grok on Replicate.
 */

/** When all of this was read. */
export const readOn = "2026-11-21"
/** Where limits were read. */
export const schema = { evidence: "Replicate sheet: model page of google/veo-3.1", readOn }
export const thirdParty = { evidence: "Replicate sheet: third-party code of September and October 2026, unverified", readOn }
/** Where prices were read. */
export const thirdPartyPrice = {
  evidence: "Price tables of third-party products that run on Replicate, 2026; not Replicate's own",
  readOn,
}
export const makersPrice = { evidence: "The maker's own price of the same model (Veo sheet); Replicate's is unread", readOn }

/** Every whole second from one to the other. */
export const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
/** Micro-dollars per second; with sound the same unless it says otherwise. */
export const price = (resolution: Resolution, silentMicros: number, soundMicros = silentMicros): PricePerSecond => ({
  resolution,
  silentMicros,
  soundMicros,
})

/** Replicate states nothing for the stills of its models: their makers' common ground. */
const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 10_000_000,
  minEdgePixels: 300,
  maxEdgePixels: 4096,
}

/** What all of them have in common. */
export const common = {
  provider: "replicate",
  lifecycle: { state: "active" },
  image,
  maxReferenceImages: 0,
  maxNegativePromptCharacters: 0,
  cameraParameters: [],
} as const satisfies Partial<VideoModel>

/** Unverified: no page states the range; 31 bits fit everywhere. */
export const seed = { min: 0, max: 2_147_483_647 } as const
