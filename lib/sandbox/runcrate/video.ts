import type { Job, JobFailure, JsonObject } from "@/lib/sandbox/job"

const words = {
  queued: "queued",
  running: "processing",
  succeeded: "completed",
  failed: "failed",
  cancelled: "failed",
} as const

/** A job as GET /v1/videos/{id} shows it: no progress, address or cost is documented. */
export function toVideo(job: Job): JsonObject {
  const isOdd = job.plan["odd-words"] !== undefined
  return {
    id: job.id,
    status: isOdd && job.status === "running" ? "upstream_pending" : words[job.status],
    ...(job.failure && failureOf(job.failure)),
    ...(isOdd && { upstream: { region: "eu", attempt: 1 }, eta_seconds: null }),
  }
}

/** Invented: the pages speak of "error details" and name no field and no word. The form is that of other errors. */
const reasons: Record<JobFailure["kind"], string | null> = {
  prompt: "The prompt was blocked by content moderation",
  image: "The input image was blocked by content moderation",
  person: "Blocked by content moderation: a real person",
  minor: "Blocked by content moderation: a minor",
  property: "Blocked by content moderation: copyright",
  output: "The generated video was blocked by content moderation",
  vendor: null,
  invalid: null,
}

/** A breakdown comes without any reason, as its pages lead to expect. */
function failureOf({ kind }: JobFailure): JsonObject {
  const message = reasons[kind]
  return message === null ? {} : { error: { message, type: "upstream_error", code: "generation_failed" } }
}
