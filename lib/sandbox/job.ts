import type { Plan } from "@/lib/sandbox/rehearsals"
import type { RenderOrder } from "@/lib/sandbox/render/order"

/** A vendor's word, the first part of its paths. Which there are: wires.ts. */
export type Vendor = string

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export type JobStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled"

/** Why a job ends badly; `detail` is in the vendor's own words. */
export type JobFailure = {
  kind: "prompt" | "image" | "output" | "person" | "minor" | "property" | "vendor" | "invalid"
  detail: Json
}

/** A finished clip on disk; a still (`frames` 1, a PNG) where the order asked for one. */
export type JobClip = {
  file: string
  bytes: number
  width: number
  height: number
  fps: number
  frames: number
  hasAudio: boolean
}

/** Everything the sandbox knows of one accepted request. Times are milliseconds since 1970. */
export type Job = {
  sequence: number
  id: string
  vendor: Vendor
  model: string
  /** A short hash of the key that submitted it. */
  account: string
  externalId: string | null
  callbackUrl: string | null
  /** The body as received, images replaced by their hash and size. */
  request: Json
  /** Null when its input is not fit to render. */
  order: RenderOrder | null
  plan: Plan
  /** Decided at acceptance; it comes true when the job ends. */
  doom: JobFailure | null
  /** What the vendor charges for it in its own unit: credits, units, billable units. */
  price: number
  status: JobStatus
  failure: JobFailure | null
  clip: JobClip | null
  acceptedAt: number
  /** When it may leave the queue, and when it may finish once running. */
  startsAt: number
  finishesAt: number | null
  startedAt: number | null
  finishedAt: number | null
  /** Deleted by the client, or lost on purpose: unknown from then on. */
  isGone: boolean
}

export type DeliveryAttempt = { at: number; status: number | null; milliseconds: number; error?: string }

/** One callback to one address, sent again until answered with 2xx or given up. */
export type Delivery = {
  id: string
  /** The vendor's id of the message: the same for its duplicates and repetitions. */
  messageId: string
  jobSequence: number
  vendor: Vendor
  url: string
  body: string
  /** What it tells, for people: "succeeded", "OK" … */
  event: string
  /** How it is signed and dated. */
  kind: "true" | "forged" | "stale"
  dueAt: number
  state: "due" | "delivered" | "gave_up"
  attempts: DeliveryAttempt[]
}

export function isOver(job: Job): boolean {
  return job.status === "succeeded" || job.status === "failed" || job.status === "cancelled"
}
