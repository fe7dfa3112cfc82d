import type { ImageLimits, PricePerSecond, VideoModel } from "@/lib/providers/catalogue"
import type { Resolution } from "@/lib/providers/provider"

/** 1 credit = $0.01 (the Runway sheet, read 2026-11-21). */
export const microsPerCredit = 10_000

export const priceSource = {
  evidence: "Runway sheet, quotes of Runway's pricing page of July and September 2026, 1 credit = $0.01",
  readOn: "2026-11-21",
}

/** Prices that the sheet lacks or has too low. */
export const laterPriceSource = {
  evidence: "Copies of Runway's pricing page of September and October 2026, read by others; 1 credit = $0.01",
  readOn: "2026-11-21",
}

/** Lengths and prompt limits that the SDK's types leave open. */
export const openApiSource = {
  evidence: "@runwayml/sdk 4.20.1; lengths and prompt limits from copies of Runway's OpenAPI of August to October 2026",
  readOn: "2026-11-21",
}

/** 5 MB counts the data URI as encoded, which is 4/3 of the bytes; edges are our own bounds, Runway states none. */
export const image: ImageLimits = {
  mimes: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 3_700_000,
  minEdgePixels: 300,
  maxEdgePixels: 4096,
}

/** The range is not in the SDK's types; a copy of Runway's docs of October 2026 says 32 bits unsigned. */
export const seed = { min: 0, max: 4_294_967_295 }

/** Each whole second from one to another, both included. */
export function seconds(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** One price whether it sounds or not. */
export function credits(perSecond: Partial<Record<Resolution, number>>): readonly PricePerSecond[] {
  return Object.entries(perSecond).map(([resolution, rate]) => {
    const micros = Math.round(rate * microsPerCredit)
    return { resolution: resolution as Resolution, silentMicros: micros, soundMicros: micros }
  })
}

export const common = {
  provider: "runway",
  lifecycle: { state: "active" },
  image,
  seed,
  lastFrame: false,
  maxReferenceImages: 0,
  maxPromptCharacters: 1000,
  maxNegativePromptCharacters: 0,
  cameraParameters: [],
  sound: "never",
  // "credits = ceil(…)" is written of the upscaler alone, but no task was seen to cost a part of one.
  unitMicros: microsPerCredit,
  priceSource,
} as const satisfies Partial<VideoModel>
