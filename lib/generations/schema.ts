import { z } from "zod"
import type { PolicyId } from "@/lib/policies/schema"
import type { PreflightNote } from "@/lib/providers/preflight"
import type { VideoRequest } from "@/lib/providers/provider"
import type { ShotSettings } from "@/lib/shots/schema"

/** Why a generation ended badly, as it is stored and shown. `charged` is null when the vendor does not say. */
export const generationFailure = z.object({
  kind: z.string(),
  message: z.string(),
  charged: z.boolean().nullable(),
  /** The model that a policy turned to instead, as people know it. */
  sentTo: z.string().optional(),
})
export type GenerationFailure = z.infer<typeof generationFailure>

const remoteFacts = {
  mime: z.string().optional(),
  bytes: z.number().optional(),
  isLastFrame: z.literal(true).optional(),
}

/** Finished files at the vendor (`RemoteFile`), as stored until ingest has fetched them. */
export const remoteFiles = z.array(
  z.union([z.object({ url: z.string(), ...remoteFacts }), z.object({ key: z.string(), ...remoteFacts })]),
)

/** One model's part of a press: the request as pre-flight made it, its notes and its price. */
export type BatchItem = {
  /** Catalogue id, "<provider>/<name>". */
  modelId: string
  mode: "sandbox" | "live"
  request: VideoRequest
  notes: readonly PreflightNote[]
  /** Estimate for one take, integer micro-dollars. */
  priceMicros: number
  /** Absent where a person ticked the model. */
  auto?: AutoChoice
}

/**
 * How a policy came to a model, and what the generation falls to, in order, when its vendor surely did not take it: the best
 * of every other vendor, with its request as it was frozen at the press.
 */
export type AutoChoice = { policy: PolicyId; why: string; rest: readonly Omit<BatchItem, "auto">[] }

/** The wording, settings and frames that a press froze. */
export type VersionContent = {
  text: string
  negativePrompt: string
  settings: ShotSettings
  /** In the order of the form. */
  frames: readonly { role: "first" | "last" | "reference" | "source"; clipId: string }[]
}

/** One Generate press. */
export type NewBatch = {
  shotId: string
  /** Minted in the browser for one intent to generate: the same key never generates twice. 1..200 characters. */
  submitKey: string
  version: VersionContent
  items: readonly BatchItem[]
  takesPerModel: number
}

/** What a press led to, also when it was pressed before. Takes are in the order of the items, then 1..takesPerModel. */
export type CreatedBatch = {
  batchId: string
  version: { id: string; number: number }
  takeIds: string[]
  generationIds: string[]
  /** False when the same key had been pressed before. */
  isNew: boolean
}
