import type { ClipRef, ImageRef, VideoRequest } from "@/lib/providers/provider"
import type { ShotSettings } from "@/lib/shots/schema"

/** What the director wants, before any model has had its say. */
export type ShotAsk = {
  text: string
  negativePrompt: string
  settings: ShotSettings
  frames: { first: ImageRef | null; last: ImageRef | null; references: readonly ImageRef[]; source?: ClipRef | null }
}

export type PreflightNoteKind = "dropped" | "rounded" | "cropped" | "scaled" | "converted" | "moved" | "added"

export type PreflightOption =
  | "negativePrompt"
  | "aspectRatio"
  | "resolution"
  | "durationSeconds"
  | "seed"
  | "camera"
  | "sound"
  | "firstFrame"
  | "lastFrame"
  | "referenceImages"
  | "sourceClip"
  | "prompt"

/** One thing that this model will do otherwise than asked, as a sentence for the vendor row. */
export type PreflightNote = {
  kind: PreflightNoteKind
  option: PreflightOption
  message: string
  /** What this change adds to (or takes from) the price; 0 when it changes nothing or cannot be compared. */
  priceChangeMicros: number
}

export type Preflight = {
  /** Exactly what the adapter will be given. Complete also when blocked, but then it must not be sent. */
  request: VideoRequest
  notes: readonly PreflightNote[]
  /** Why this model cannot do the shot at all, as a sentence; null when it can. */
  blocked: string | null
  /** The vendor's list price in whole micro-dollars. The sandbox charges nothing: that is the caller's to know. */
  priceMicros: number
}
