import type { AspectRatio, ProviderId, Resolution } from "@/lib/providers/provider"

/** What a still must look like for a model. We crop to the asked ratio and re-encode within these before sending. */
export type ImageLimits = { mimes: readonly string[]; maxBytes: number; minEdgePixels: number; maxEdgePixels: number }

/** What one way into a model (text alone, or from a first frame) accepts. */
export type ModeLimits = {
  durationsSeconds: readonly number[]
  aspectRatios: readonly AspectRatio[]
  resolutions: readonly Resolution[]
}

/** Micro-dollars per second of delivered clip. */
export type PricePerSecond = { resolution: Resolution; silentMicros: number; soundMicros: number }

/** One model's limits as data: the form, the pre-flight, the price and the adapter all read this. */
export type VideoModel = {
  /** "<provider>/<name>", unique. */
  id: string
  provider: ProviderId
  /** As people know it: "Kling 3.0". */
  name: string
  lifecycle:
    | { state: "active" }
    | { state: "deprecated"; until: string; successorIds: readonly string[] }
    | { state: "retired"; on: string; successorIds: readonly string[] }
  /** Absent: needs a first frame. */
  textToVideo?: ModeLimits
  /** Absent: takes no first frame. */
  imageToVideo?: ModeLimits
  /** Last frame: only together with a first frame, as every vendor here demands. */
  lastFrame: boolean
  maxReferenceImages: number
  image?: ImageLimits
  maxPromptCharacters: number
  maxNegativePromptCharacters: number
  /** Null: the model takes no seed. Both ends included. */
  seed: { min: number; max: number } | null
  camera: "parameter" | "words"
  sound: "always" | "optional" | "never"
  prices: readonly PricePerSecond[]
  /** Where the price was read and when (ISO date). */
  priceSource: { evidence: string; readOn: string }
}
