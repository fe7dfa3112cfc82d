import type { Job, JsonObject } from "@/lib/sandbox/job"
import { isOdd, messageOf, oddWord, outputOf } from "@/lib/sandbox/kling/task"
import type { World } from "@/lib/sandbox/world"

/** The older API's word for success lacks two letters. */
const words = {
  queued: "submitted",
  running: "processing",
  succeeded: "succeed",
  failed: "failed",
  cancelled: "failed",
} as const

/** True for a task that was created in the older API: its model is "v1/<kind>/<name>". */
export function isLegacy(job: Job): boolean {
  return job.model.startsWith("v1/")
}

/** The way in by which a task of the older API was created. */
export function kindOf({ model }: Job): string {
  return model.split("/")[1] ?? ""
}

function common(job: Job): JsonObject {
  return {
    task_id: job.id,
    task_info: { external_task_id: job.externalId ?? "" },
    created_at: job.acceptedAt,
  }
}

/** What creating answers in the older API. */
export function toLegacyCreated(job: Job): JsonObject {
  return { ...common(job), task_status: "submitted", updated_at: job.acceptedAt }
}

/** A task as GET /v1/videos/{kind}/{id} shows it. */
export function toLegacyTask(world: World, job: Job): JsonObject {
  const isDone = job.status === "succeeded"
  return {
    ...common(job),
    task_status: isOdd(job) && job.status === "running" ? oddWord : words[job.status],
    ...(isOdd(job) && { stage: { index: 2, of: null } }),
    task_status_msg: messageOf(job),
    updated_at: job.finishedAt ?? job.startedAt ?? job.acceptedAt,
    task_result: isDone ? { videos: [videoOf(world, job)] } : {},
    ...(job.finishedAt !== null && { final_unit_deduction: isDone ? String(Math.round(job.price * 1000) / 1000) : "0" }),
  }
}

/** A callback of the older API: the task, and what was taken from a balance. */
export function toLegacyCallback(world: World, job: Job): JsonObject {
  const { task_info: info, ...task } = toLegacyTask(world, job)
  return {
    ...task,
    task_info: { ...(typeof info === "object" ? info : {}), parent_video: {} },
    ...(job.finishedAt !== null && { final_balance_deduction: { quota: "0", list_price: "0" } }),
  }
}

function videoOf(world: World, job: Job): JsonObject {
  const { type: _, ...video } = outputOf(world, job)
  return video
}
