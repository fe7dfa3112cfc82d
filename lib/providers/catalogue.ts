import type { AspectRatio, CameraMotion, ProviderId, Resolution } from "@/lib/providers/provider"

/** What a still must look like for a model. We crop to the asked ratio and re-encode within these before sending. */
export type ImageLimits = { mimes: readonly string[]; maxBytes: number; minEdgePixels: number; maxEdgePixels: number }

/** What one way into a model (text alone, from a first frame, or from references) accepts. */
export type ModeLimits = {
  /** Ascending. */
  durationsSeconds: readonly number[]
  aspectRatios: readonly AspectRatio[]
  /** Ascending. */
  resolutions: readonly Resolution[]
  /** True where this way in lacks the field that the model's other ways have. */
  withoutSeed?: true
  withoutNegativePrompt?: true
}

/** Micro-dollars per second of delivered clip. */
export type PricePerSecond = { resolution: Resolution; silentMicros: number; soundMicros: number }

/** Width and height in pixels, as the vendor names or delivers them. */
export type PixelSize = readonly [width: number, height: number]
export type PixelSizes = Partial<Record<Resolution, Partial<Record<AspectRatio, PixelSize>>>>

/** One model's limits as data: the form, the pre-flight, the price and the adapter all read this. */
export type VideoModel = {
  /** "<provider>/<name>", unique. */
  id: string
  provider: ProviderId
  /** As people know it: "Kling 3.0". */
  name: string
  /** `until` and `on` are ISO dates. A retired model stays listed so that old takes keep their name. */
  lifecycle:
    | { state: "active" }
    | { state: "deprecated"; until: string; successorIds: readonly string[] }
    | { state: "retired"; on: string; successorIds: readonly string[] }
  /** Absent: needs a first frame. */
  textToVideo?: ModeLimits
  /** Absent: takes no first frame. */
  imageToVideo?: ModeLimits
  /** Absent: takes no reference images. They never go together with a first frame: every vendor here refuses the mix. */
  referenceToVideo?: ModeLimits
  /** Last frame: only together with a first frame, as every vendor here demands. */
  lastFrame: boolean
  /** Absent: the last frame is taken at every resolution. */
  lastFrameOnlyAt?: readonly Resolution[]
  maxReferenceImages: number
  image?: ImageLimits
  /** UTF-16 units, the longest way of counting, so that a vendor who counts otherwise never finds it longer. */
  maxPromptCharacters: number
  /** 0: the model takes none. */
  maxNegativePromptCharacters: number
  /** Null: the model takes no seed. Both ends included. */
  seed: { min: number; max: number } | null
  /** Camera moves that the model has a parameter for; every other goes into the prompt as words. */
  cameraParameters: readonly CameraMotion[]
  sound: "always" | "optional" | "never"
  /** Absent: sound is made at every resolution. */
  soundOnlyAt?: readonly Resolution[]
  /** Where the vendor names or is known to deliver exact sizes; elsewhere see `expectedSize`. */
  pixelSizes?: PixelSizes
  /** One for each resolution of its modes. */
  prices: readonly PricePerSecond[]
  /** Where the price was read and when (ISO date). */
  priceSource: { evidence: string; readOn: string }
}
