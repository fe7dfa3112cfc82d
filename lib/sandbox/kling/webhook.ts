import { Webhook } from "standardwebhooks"
import type { Teller } from "@/lib/sandbox/announce"
import { isOver, type Job } from "@/lib/sandbox/job"
import { isLegacy, toLegacyCallback } from "@/lib/sandbox/kling/legacy-task"
import { toTask } from "@/lib/sandbox/kling/task"
import type { World } from "@/lib/sandbox/world"

const stranger = `whsec_${Buffer.from("nobody knows this secret in here").toString("base64")}`

/**
 * Kling's callbacks: the whole task at every change of status, unsigned until a secret exists (`whsec_…`), then signed by
 * Standard Webhooks. A forgery against an unsigned account carries nothing that could tell it from a true one.
 */
export function createKlingTeller(world: World, secret: string | undefined): Teller {
  return {
    timeoutMilliseconds: 10_000,
    pausesMilliseconds: [2000, 10_000, 30_000],
    headers(delivery, at): Record<string, string> {
      if (secret === undefined) return {}
      const key = delivery.kind === "forged" ? stranger : secret
      const seconds = Math.floor(at / 1000)
      return {
        "webhook-id": delivery.messageId,
        "webhook-timestamp": String(seconds),
        "webhook-signature": new Webhook(key).sign(delivery.messageId, new Date(seconds * 1000), delivery.body),
      }
    },
    tell(job, invented) {
      const told = invented ? lie(job) : job
      const task = isLegacy(job) ? toLegacyCallback(world, told) : toTask(world, told)
      return [{ event: String(task.status ?? task.task_status), body: JSON.stringify(task) }]
    },
  }
}

/** The opposite of what happened. */
function lie(job: Job): Job {
  if (!isOver(job)) return job
  const failure = { kind: "vendor" as const, detail: "forged" }
  return job.status === "succeeded" ? { ...job, status: "failed", failure } : { ...job, status: "succeeded", failure: null }
}
