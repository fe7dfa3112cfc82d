import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "pending",
  running: "processing",
  succeeded: "completed",
  failed: "failed",
  cancelled: "failed",
} as const

/** A video as GET /v3/videos/{id} and the list show it; times are seconds. */
export function toVideo(world: World, job: Job): JsonObject {
  const isOdd = job.plan["odd-words"] !== undefined
  const body = isObject(job.request) ? job.request : {}
  return {
    id: job.id,
    status: isOdd && job.status === "running" ? "rehearsing" : words[job.status],
    title: body.title ?? "Untitled",
    created_at: Math.floor(job.acceptedAt / 1000),
    completed_at: job.finishedAt === null ? null : Math.floor(job.finishedAt / 1000),
    duration: job.status === "succeeded" && job.clip ? job.clip.frames / job.clip.fps : null,
    video_url: job.status === "succeeded" ? mintLink(world, job) : null,
    ...failureOf(job),
    folder_id: null,
    ...(isOdd && { mood: "calm", stages: [{ name: "dream", share: null }] }),
  }
}

/** HeyGen publishes no list of codes: these words are ours. */
const failures: Record<JobFailure["kind"], readonly [code: string, message: string]> = {
  prompt: ["content_moderation", "The script was flagged by content moderation."],
  image: ["content_moderation", "The image was flagged by content moderation."],
  person: ["content_moderation", "Flagged by content moderation: it shows a public figure."],
  minor: ["content_moderation", "Flagged by content moderation: it shows a minor."],
  property: ["content_moderation", "Flagged by content moderation: copyright."],
  output: ["content_moderation", "The generated video was flagged by content moderation."],
  vendor: ["rendering_failed", "The video could not be rendered."],
  invalid: ["rendering_failed", "The video could not be rendered."],
}

export function failureOf(job: Job): JsonObject {
  if (!isOver(job) || !job.failure) return { failure_code: null, failure_message: null }
  const [code, message] = failures[job.failure.kind]
  return { failure_code: code, failure_message: message }
}

/** Each look gives a new link. The first one of a job that rehearses it has run out already. */
export function mintLink(world: World, job: Job): string {
  const path = `/heygen/files/${job.id}.mp4`
  const isStale = world.strikes(
    "expired-link",
    { ...(job.plan["expired-link"] !== undefined && { "expired-link": 1 }) },
    `heygen ${job.id}`,
  )
  const expires = Math.floor(Date.now() / 1000) + (isStale ? -60 : world.settings.of("heygen").linkSeconds)
  return `${world.origin()}${path}?Expires=${expires}&Signature=${world.links.sign(path, expires)}`
}
