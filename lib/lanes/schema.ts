import type { ProviderId } from "@/lib/providers/provider"

/** Why a queued take has not been sent yet. `place` is its place in line at the vendor, from 1. */
export type TakeWaiting =
  /** For a free slot: the vendor takes only so many at a time. */
  | { for: "slot"; place: number }
  /** For the vendor, which is asked again at `until` (ISO). */
  | { for: "vendor"; why: "busy" | "not_answering"; until: string; place: number }
  /** For a person: others of its press failed for the same cause. */
  | { for: "person"; batchId: string }

/** A question to the person: the rest of a press waits, because three of it failed for one cause. */
export type HoldView = {
  batchId: string
  provider: ProviderId
  /** The `FailureKind` they have in common. */
  kind: string
  mode: "sandbox" | "live"
  /** How many failed so. */
  failed: number
  /** How many wait for the answer. */
  waiting: number
}
