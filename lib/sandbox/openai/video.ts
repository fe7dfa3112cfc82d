import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "queued",
  running: "in_progress",
  succeeded: "completed",
  failed: "failed",
  // The API cannot cancel; only the sandbox's own end of a job leads here.
  cancelled: "failed",
} as const

const seconds = (at: number | null) => (at === null ? null : Math.floor(at / 1000))

/** A video job as every call answers it; times are seconds since 1970. */
export function toVideo(world: World, job: Job): JsonObject {
  const asked = isObject(job.request) ? job.request : {}
  const isOdd = job.plan["odd-words"] !== undefined
  const isDone = job.status === "succeeded"
  return {
    id: job.id,
    object: "video",
    model: job.model,
    status: isOdd && job.status === "running" ? "polishing" : words[job.status],
    progress: isDone ? 100 : job.status === "running" ? Math.round(world.progress(job) * 100) : 0,
    created_at: seconds(job.acceptedAt),
    completed_at: isDone ? seconds(job.finishedAt) : null,
    expires_at: isDone ? expiryOf(world, job) : null,
    prompt: asked.prompt ?? null,
    seconds: asked.seconds ?? "4",
    size: asked.size ?? "720x1280",
    remixed_from_video_id: null,
    error: isOver(job) && job.failure ? errorOf(job.failure) : null,
    ...(isOdd && { quality: "standard", render_farm: { cell: 7, mood: "calm" } }),
  }
}

/** Until when the file can be fetched: about an hour after it was made. Seconds since 1970. */
export function expiryOf(world: World, job: Job): number {
  const life = job.plan["expired-link"] === undefined ? world.settings.of("openai").linkSeconds : -60
  return Math.floor((job.finishedAt ?? 0) / 1000) + life
}

/** Moderation tells no one what it saw: one code and one sentence, whatever it was. */
function errorOf({ kind }: JobFailure): JsonObject {
  return kind === "vendor" || kind === "invalid"
    ? { code: "server_error", message: "An internal error occurred while generating the video." }
    : { code: "moderation_blocked", message: "Your request was blocked by our moderation system." }
}
