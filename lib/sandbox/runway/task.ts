import type RunwayML from "@runwayml/sdk"
import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

type Task = RunwayML.TaskRetrieveResponse

/** A task as GET /v1/tasks/{id} shows it. Each look at a finished one mints new links. */
export function toTask(world: World, job: Job): JsonObject {
  const task = statusOf(world, job)
  if (job.plan["odd-words"] === undefined) return task
  // Neither the field nor the word is documented; only a task that still lives has one.
  const odd: JsonObject = { ...task, pipeline: { stage: "upscaling", shard: 7 } }
  return task.status === "RUNNING" ? { ...odd, status: "POST_PROCESSING" } : odd
}

function statusOf(world: World, job: Job): JsonObject {
  const common = { id: job.id, createdAt: new Date(job.acceptedAt).toISOString() }
  const estimatedCost = { credits: job.price }
  if (job.status === "queued") {
    const status = world.isThrottled(job) ? "THROTTLED" : "PENDING"
    return { ...common, status, estimatedCost } satisfies Task
  }
  if (!isOver(job)) return { ...common, status: "RUNNING", progress: world.progress(job), estimatedCost } satisfies Task
  if (job.status === "cancelled") return { ...common, status: "CANCELLED", cost: { credits: 0 } } satisfies Task
  if (job.failure) {
    const failed = failureOf(job.failure)
    // "SAFETY.INPUT.*: charged as success" (the vendor sheet).
    const credits = failed.failureCode.startsWith("SAFETY.INPUT") ? job.price : 0
    return { ...common, status: "FAILED", ...failed, cost: { credits } } satisfies Task
  }
  return { ...common, status: "SUCCEEDED", output: mintLinks(world, job), cost: { credits: job.price } } satisfies Task
}

/**
 * Runway documents the codes down to what was looked at (TEXT, IMAGE, VIDEO) and says that more may follow: the last
 * components for a person, a minor and others' property are invented here.
 */
function failureOf({ kind }: JobFailure): { failure: string; failureCode: string } {
  switch (kind) {
    case "prompt":
      return { failure: "The prompt did not pass our content moderation.", failureCode: "SAFETY.INPUT.TEXT" }
    case "image":
      return { failure: "The image did not pass our content moderation.", failureCode: "SAFETY.INPUT.IMAGE" }
    case "person":
      return { failure: "The image shows a recognizable person.", failureCode: "SAFETY.INPUT.IMAGE.PUBLIC_FIGURE" }
    case "minor":
      return { failure: "The image may show a minor.", failureCode: "SAFETY.INPUT.IMAGE.MINOR" }
    case "property":
      return {
        failure: "The partner's moderation found protected material.",
        failureCode: "INPUT_PREPROCESSING.SAFETY.THIRD_PARTY.COPYRIGHT",
      }
    case "output":
      return { failure: "The generated output did not pass our content moderation.", failureCode: "SAFETY.OUTPUT.VIDEO" }
    case "invalid":
      return { failure: "An input asset could not be read.", failureCode: "ASSET.INVALID" }
    case "vendor":
      return { failure: "An unexpected error occurred.", failureCode: "INTERNAL" }
  }
}

/** How many files a task gives. */
export function outputCountOf({ request }: Job): number {
  return isObject(request) && typeof request.outputCount === "number" ? request.outputCount : 1
}

/** The first link of a job that rehearses it has run out already; the next is good. */
function mintLinks(world: World, job: Job): string[] {
  const isStale = world.strikes(
    "expired-link",
    { ...(job.plan["expired-link"] !== undefined && { "expired-link": 1 }) },
    job.id,
  )
  const expires = Math.floor(Date.now() / 1000) + (isStale ? -60 : world.settings.of("runway").linkSeconds)
  const extension = job.order?.isStill ? "png" : "mp4"
  return Array.from({ length: outputCountOf(job) }, (_, index) => {
    const path = `/runway/outputs/${job.id}/${index}.${extension}`
    return `${world.origin()}${path}?_jwt=${expires}.${world.links.sign(path, expires)}`
  })
}
