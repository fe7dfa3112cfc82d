import type { TakeWaiting } from "@/lib/lanes/schema"
import type { ProviderId } from "@/lib/providers/provider"

/** Our only words for status, as screens show them (`submitting` is shown as queued). */
export const takeStatuses = [
  "queued",
  "running",
  "ingesting",
  "succeeded",
  "failed",
  "refused",
  "cancelled",
  "expired",
  "unknown",
] as const
export type TakeStatus = (typeof takeStatuses)[number]

/** Where what came back differs from what was asked, e.g. { what: "durationSeconds", asked: 5, delivered: 6 }. */
export type DeliveredDifference = { what: "durationSeconds" | "size" | "fps" | "audio"; asked: string; delivered: string }

export type TakeClip = {
  id: string
  /** Team-guarded, immutable, with Range: /api/clips/<id>. */
  url: string
  mime: string
  bytes: number
  width: number
  height: number
  durationSeconds: number
  fps: number
  frameCount: number
  hasAudio: boolean
}

/** Everything a screen needs of one take; plain JSON, the same from a page, an action and a live event. */
export type TakeView = {
  id: string
  generationId: string
  projectId: string
  shotId: string
  shotNumber: number
  /** The press that it came of. */
  batchId: string
  /** Title of the shot, or its prompt's first words. */
  shotName: string
  /** 1, 2, 3 … in its shot. */
  number: number
  versionNumber: number
  provider: ProviderId
  modelId: string
  modelName: string
  mode: "sandbox" | "live"
  /** How a policy came to this model, as a sentence; null when a person ticked it. */
  auto: { policy: string; why: string } | null
  /** The stored stills and clips that the request carried. */
  sentClipIds: string[]
  status: TakeStatus
  /** Why it has not been sent, while it is queued; null when nothing stands before it, and in every other status. */
  waiting: TakeWaiting | null
  /** 0..1 while running, null when the vendor does not tell. */
  progress: number | null
  /** From this installation's own history of the model; null before there is any. */
  expectedSeconds: number | null
  /** ISO times. */
  createdAt: string
  runningAt: string | null
  finishedAt: string | null
  /** In our words, with whether it was charged; null unless it ended badly. */
  failure: { kind: string; message: string; charged: boolean | null; sentTo?: string } | null
  /** Only while unknown: when we stop looking by ourselves, and whether the person may decide already. */
  unknown: { until: string; mayDecide: boolean } | null
  money: { state: "free" | "held" | "charged" | "not_charged"; micros: number }
  /** What it was estimated at when it was asked for, and what asking again would hold. Shown where it is live. */
  estimateMicros: number
  /** Bytes stored so far, while ingesting. */
  ingest: { bytes: number; totalBytes: number | null } | null
  clip: TakeClip | null
  /** A small copy of the clip for scrubbing: its frame i is the clip's frame i, at the same time. Null until it is made. */
  proxy: { url: string; width: number; height: number } | null
  /** EBU R128 integrated; null when the clip is silent or was not measured. The rest is read with `measuresQuery`. */
  loudnessLufs: number | null
  posterUrl: string | null
  /** One row of `frames` equal pictures, side by side. */
  filmstrip: { url: string; frames: number } | null
  /** The first frame it was asked to begin with, shown under the veil while it runs. */
  firstFrameUrl: string | null
  hasLastFrame: boolean
  differences: DeliveredDifference[]
  isPicked: boolean
  rating: number | null
  author: { id: string; name: string }
  cancel: "possible" | "asked" | "impossible"
}
