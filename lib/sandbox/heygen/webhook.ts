import { createHash, createHmac } from "node:crypto"
import type { Teller } from "@/lib/sandbox/announce"
import { failureOf, mintLink } from "@/lib/sandbox/heygen/video"
import { isOver, type Job } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const stranger = "nobody knows this secret in here"

/**
 * HeyGen's callbacks: one event at the end, signed with the secret as it stands where there is one. The time is told, and
 * not covered by the signature.
 */
export function createHeygenTeller(world: World, secret: string | undefined): Teller {
  return {
    timeoutMilliseconds: 10_000,
    pausesMilliseconds: [2000, 10_000, 30_000],
    headers(delivery, at): Record<string, string> {
      const event: unknown = JSON.parse(delivery.body)
      const key = delivery.kind === "forged" ? stranger : secret
      return {
        "heygen-event-id": isObject(event) ? String(event.event_id) : "",
        "heygen-timestamp": String(Math.floor(at / 1000)),
        ...(secret !== undefined && {
          "heygen-signature": createHmac("sha256", key ?? "")
            .update(delivery.body)
            .digest("hex"),
        }),
      }
    },
    tell(job, invented) {
      if (!isOver(job) || job.status === "cancelled") return []
      const event = toEvent(world, invented ? lie(job) : job)
      return [{ event: event.event_type, body: JSON.stringify(event) }]
    },
  }
}

function toEvent(world: World, job: Job) {
  const isGood = job.status === "succeeded"
  const body = isObject(job.request) ? job.request : {}
  return {
    event_id: createHash("sha256").update(`${job.id} ${job.status}`).digest("hex").slice(0, 32),
    event_type: isGood ? "avatar_video.success" : "avatar_video.fail",
    event_data: {
      video_id: job.id,
      callback_id: body.callback_id ?? null,
      ...(isGood ? { url: mintLink(world, job) } : { ...failureOf(job), msg: failureOf(job).failure_message ?? "" }),
    },
    created_at: Math.floor((job.finishedAt ?? Date.now()) / 1000),
  }
}

/** The opposite of what happened. */
function lie(job: Job): Job {
  const failure = { kind: "vendor" as const, detail: "forged" }
  return job.status === "succeeded" ? { ...job, status: "failed", failure } : { ...job, status: "succeeded", failure: null }
}
