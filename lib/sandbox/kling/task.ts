import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "submitted",
  running: "processing",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "failed",
} as const

/** A word for a running task that no page has. */
export const oddWord = "rendering"

export function isOdd(job: Job): boolean {
  return job.plan["odd-words"] !== undefined
}

/** A task as GET /tasks and the callbacks show it; times are milliseconds. */
export function toTask(world: World, job: Job): JsonObject {
  return {
    id: job.id,
    status: isOdd(job) && job.status === "running" ? oddWord : words[job.status],
    ...(isOdd(job) && { stage: { index: 2, of: null }, hints: ["none"] }),
    message: messageOf(job),
    create_time: job.acceptedAt,
    update_time: job.finishedAt ?? job.startedAt ?? job.acceptedAt,
    external_id: job.externalId ?? "",
    outputs: job.status === "succeeded" ? [outputOf(world, job)] : [],
    billing: job.status === "succeeded" ? [billingOf(job)] : [],
  }
}

/** What creating answers, and nothing more. */
export function toCreated(job: Job): JsonObject {
  return {
    id: job.id,
    status: "submitted",
    create_time: job.acceptedAt,
    update_time: job.acceptedAt,
    external_id: job.externalId ?? "",
  }
}

/** "Risk control" is Kling's; what follows it is ours, since no page tells its words. */
const reasons: Record<JobFailure["kind"], string | null> = {
  prompt: "the prompt was blocked",
  image: "the input image was blocked",
  person: "the input image shows a real person",
  minor: "the input image shows a minor",
  property: "the request infringes a copyright",
  output: "the generated video was blocked",
  vendor: null,
  invalid: null,
}

export function messageOf(job: Job): string {
  if (!isOver(job) || !job.failure) return ""
  const reason = reasons[job.failure.kind]
  if (reason === null) return "The service encountered an internal error, please try again later"
  return `Failure to pass the risk control system: ${reason}`
}

export function outputOf(world: World, job: Job): JsonObject {
  const path = `/kling/files/${job.id}/output.mp4`
  const life = job.plan["expired-link"] === undefined ? world.settings.of("kling").linkSeconds : -60
  const expires = Math.floor((job.finishedAt ?? 0) / 1000) + life
  const seconds = job.clip ? job.clip.frames / job.clip.fps : 0
  return {
    type: "video",
    id: `${job.id}-1`,
    url: `${world.origin()}${path}?expires=${expires}&sign=${world.links.sign(path, expires)}`,
    watermark_url: "",
    duration: String(seconds),
  }
}

function billingOf(job: Job): JsonObject {
  const amount = Math.round(job.price * 1000) / 1000
  return {
    charge_type: "unit",
    cash_type: "",
    amount: String(amount),
    currency: "",
    package_type: "video",
    list_price: (amount * 0.14).toFixed(4),
  }
}
