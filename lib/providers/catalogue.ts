import type { AspectRatio, CameraMotion, FrameSize, ProviderId, RefusalKind, Resolution } from "@/lib/providers/provider"

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
  /**
   * The clip is as long as this, whatever is asked: the words spoken, or the source clip. `durationsSeconds` then holds
   * every whole second from the shortest to the longest.
   */
  durationFollows?: "speech" | "source"
  /** The clip has the source clip's shape, or its size, whatever is asked; the nearest of those listed stands for it. */
  shapeFollows?: "source"
  sizeFollows?: "source"
}

/** What a source clip must be for a model. We never re-encode one. */
export type ClipLimits = { mimes: readonly string[]; maxBytes: number; minSeconds: number; maxSeconds: number }

/** Where something was read, and when (ISO date). */
export type Source = { evidence: string; readOn: string }

/** How good a model is at one thing, 1 (weak) to 5 (best known), by somebody's published judgement and never by ours. */
export type QualityNote = {
  of: "physics" | "character_consistency" | "style"
  grade: 1 | 2 | 3 | 4 | 5
  words: string
  source: Source
}

/** Input of a kind that a model's vendor is known to refuse; a kind not listed is not known to be. */
export type KnownRefusal = { kind: RefusalKind; words: string; source: Source }

/**
 * Micro-dollars per second of delivered clip. `clipMicros`: what a whole clip of so many seconds costs instead, where the
 * vendor's price does not grow evenly with the length.
 */
export type PricePerSecond = {
  resolution: Resolution
  silentMicros: number
  soundMicros: number
  clipMicros?: Readonly<Record<number, number>>
}

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
  /**
   * Retired at the vendor, yet the sandbox plays it still; live it is refused, unless the vendor's `baseUrl` field names
   * another server that speaks the same API.
   */
  staysInSandbox?: true
  /** Absent: needs a first frame. */
  textToVideo?: ModeLimits
  /** Absent: takes no first frame. */
  imageToVideo?: ModeLimits
  /** Absent: takes no reference images. They never go together with a first frame: every vendor here refuses the mix. */
  referenceToVideo?: ModeLimits
  /** Absent: works on no clip. `firstFrame`: the still that goes with it, such as the character of a performance. */
  sourceToVideo?: ModeLimits & { takes: ClipLimits; firstFrame: "needed" | "optional" | "none" }
  /** Last frame: only together with a first frame, as every vendor here demands. */
  lastFrame: boolean
  /** Absent: the last frame is taken at every resolution. */
  lastFrameOnlyAt?: readonly Resolution[]
  maxReferenceImages: number
  image?: ImageLimits
  /** A frame must have the clip's own size in pixels (`expectedSize`), to which the adapter scales it. */
  needsExactFrames?: true
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
  /** Delivered frames per second; absent where the vendor does not say. */
  fps?: number
  /** Clips that one request may ask for; absent: one. We ask for one each, so that each has its own end. */
  takesPerRequest?: number
  /** The prompt is spoken as it stands rather than drawn; or it stays here, since the model takes no words. */
  promptIs?: "script" | "unsent"
  qualities?: readonly QualityNote[]
  refuses?: readonly KnownRefusal[]
  /** Where the vendor names or is known to deliver exact sizes; elsewhere see `expectedSize`. */
  pixelSizes?: PixelSizes
  /** One for each resolution of its modes. */
  prices: readonly PricePerSecond[]
  /** True where the vendor bills by pixels: `prices` are then those of 16:9, and another shape costs by its share of them. */
  pricedByPixels?: true
  /** The least that one clip costs, and what each reference image adds; absent: nothing. Micro-dollars. */
  minimumMicros?: number
  referenceMicros?: number
  /** What it is billed in, in micro-dollars, where a clip's price is rounded up to whole ones: a credit. */
  unitMicros?: number
  priceSource: Source
  /** Where its limits were read; absent: with the price. */
  source?: Source
}

/** One model that makes stills, for "Make a frame". */
export type FrameModel = {
  /** "<provider>/<name>", unique among frame models. */
  id: string
  provider: ProviderId
  name: string
  lifecycle: VideoModel["lifecycle"]
  aspectRatios: readonly AspectRatio[]
  /** With the price of one still, in micro-dollars. */
  sizes: readonly { size: FrameSize; microsEach: number }[]
  /** Exact width and height where the vendor names them. */
  pixelSizes?: Partial<Record<FrameSize, Partial<Record<AspectRatio, PixelSize>>>>
  maxCount: number
  maxReferenceImages: number
  /** The references that it cannot do without. */
  minReferenceImages?: number
  image?: ImageLimits
  maxPromptCharacters: number
  seed: { min: number; max: number } | null
  priceSource: Source
}
