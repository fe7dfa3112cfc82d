import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

/** A task as GET /v1/tasks/{id} shows it. Each look at a finished one mints new links. */
export function toTask(world: World, job: Job): JsonObject {
  const common = { id: job.id, createdAt: new Date(job.acceptedAt).toISOString() }
  const estimatedCost = { credits: job.price }
  if (job.status === "queued") return { ...common, status: world.isThrottled(job) ? "THROTTLED" : "PENDING", estimatedCost }
  if (!isOver(job)) return { ...common, status: "RUNNING", progress: world.progress(job), estimatedCost }
  if (job.status === "cancelled") return { ...common, status: "CANCELLED", cost: { credits: 0 } }
  if (job.failure)
    return {
      ...common,
      status: "FAILED",
      ...failureOf(job.failure),
      cost: { credits: job.failure.kind === "prompt" ? job.price : 0 },
    }
  return { ...common, status: "SUCCEEDED", output: [mintLink(world, job)], cost: { credits: job.price } }
}

function failureOf({ kind }: JobFailure): JsonObject {
  switch (kind) {
    case "prompt":
      return { failure: "The prompt did not pass our content moderation.", failureCode: "SAFETY.INPUT.TEXT" }
    case "image":
    case "person":
    case "minor":
    case "property":
      return { failure: "The image did not pass our content moderation.", failureCode: "SAFETY.INPUT.IMAGE" }
    case "output":
      return { failure: "The generated video did not pass our content moderation.", failureCode: "SAFETY.OUTPUT.VIDEO" }
    case "invalid":
      return { failure: "An input asset could not be read.", failureCode: "ASSET.INVALID" }
    case "vendor":
      return { failure: "An unexpected error occurred.", failureCode: "INTERNAL" }
  }
}

/** The first link of a job that rehearses it has run out already; the next is good. */
function mintLink(world: World, job: Job): string {
  const path = `/runway/outputs/${job.id}.mp4`
  const isStale = world.strikes(
    "expired-link",
    { ...(job.plan["expired-link"] !== undefined && { "expired-link": 1 }) },
    job.id,
  )
  const expires = Math.floor(Date.now() / 1000) + (isStale ? -60 : world.settings.of("runway").linkSeconds)
  return `${world.origin()}${path}?_jwt=${expires}.${world.links.sign(path, expires)}`
}
