import { isOver, type Job, type JsonObject } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "submitted",
  running: "processing",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "failed",
} as const

/** A task as GET /tasks and the callbacks show it; times are milliseconds. */
export function toTask(world: World, job: Job): JsonObject {
  return {
    id: job.id,
    status: words[job.status],
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

function messageOf(job: Job): string {
  if (!isOver(job) || !job.failure) return ""
  if (job.failure.kind === "output") return "Failure to pass the risk control system: the generated video was blocked"
  if (job.failure.kind === "prompt") return "Failure to pass the risk control system: the prompt was blocked"
  return "The service encountered an internal error, please try again later"
}

function outputOf(world: World, job: Job): JsonObject {
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
