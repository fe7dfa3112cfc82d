import type { Job, JobFailure, JsonObject } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "queued",
  running: "processing",
  succeeded: "completed",
  failed: "failed",
  cancelled: "failed",
} as const

/** A generation as GET /v1/generations/{id} shows it; each look at a finished one mints a new link. */
export function toGeneration(world: World, job: Job): JsonObject {
  const isOdd = job.plan["odd-words"] !== undefined
  return {
    id: job.id,
    type: "video",
    state: isOdd && job.status === "running" ? "contemplating" : words[job.status],
    model: job.model,
    created_at: new Date(job.acceptedAt).toISOString(),
    output: job.status === "succeeded" ? [outputOf(world, job)] : [],
    ...failureOf(job.failure),
    ...(isOdd && { mood: "calm", stages: [{ name: "dream", share: null }] }),
  }
}

/** Codes are Luma's; the reasons are ours, since no page tells its words. */
const failures: Record<JobFailure["kind"], readonly [code: string, reason: string]> = {
  prompt: ["content_moderated", "The prompt was blocked by content moderation."],
  image: ["content_moderated", "An input image was blocked by content moderation."],
  person: ["content_moderated", "An input image was blocked by content moderation: it shows a real person."],
  minor: ["content_moderated", "An input image was blocked by content moderation: it shows a minor."],
  property: ["content_moderated", "The request was blocked by content moderation: copyright."],
  output: ["content_moderated", "The generated video was blocked by content moderation."],
  vendor: ["generation_failed", "The generation failed."],
  invalid: ["generation_failed", "The generation failed."],
}

function failureOf(failure: JobFailure | null): JsonObject {
  if (failure === null) return { failure_reason: null, failure_code: null }
  const [code, reason] = failures[failure.kind]
  return { failure_reason: reason, failure_code: code }
}

/** The first link of a job that rehearses it has run out already; the next is good. */
function outputOf(world: World, job: Job): JsonObject {
  const path = `/luma/outputs/${job.id}.mp4`
  const isStale = world.strikes(
    "expired-link",
    { ...(job.plan["expired-link"] !== undefined && { "expired-link": 1 }) },
    `luma ${job.id}`,
  )
  const expires = Math.floor(Date.now() / 1000) + (isStale ? -60 : world.settings.of("luma").linkSeconds)
  const signature = world.links.sign(path, expires)
  return { type: "video", url: `${world.origin()}${path}?expires=${expires}&signature=${signature}` }
}
