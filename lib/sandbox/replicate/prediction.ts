import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "starting",
  running: "processing",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "canceled",
} as const

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** A prediction as every answer and callback shows it. Its data is removed an hour after it ended. */
export function toPrediction(world: World, job: Job): JsonObject {
  const body = isObject(job.request) ? job.request : {}
  const isOdd = job.plan["odd-words"] !== undefined
  const isRemoved = job.finishedAt !== null && Date.now() > job.finishedAt + lifeOf(world)
  const url = `${world.origin()}/replicate/v1/predictions/${job.id}`
  const hasFile = job.status === "succeeded" && !isRemoved
  return {
    id: job.id,
    model: job.model,
    version: "hidden",
    input: isRemoved ? {} : (body.input ?? {}),
    logs: isRemoved ? null : logsOf(world, job),
    output: hasFile ? outputOf(world, job) : null,
    data_removed: isRemoved,
    error: isOver(job) && job.failure ? errorOf(job.failure) : null,
    source: "api",
    status: isOdd && job.status === "running" ? "warming" : words[job.status],
    created_at: time(job.acceptedAt),
    started_at: time(job.startedAt),
    completed_at: time(job.finishedAt),
    urls: { get: url, cancel: `${url}/cancel`, web: `https://replicate.com/p/${job.id}` },
    metrics: metricsOf(job),
    ...(job.callbackUrl !== null && { webhook: job.callbackUrl }),
    ...(body.webhook_events_filter !== undefined && { webhook_events_filter: body.webhook_events_filter }),
    ...(isOdd && { lane: { color: "teal" } }),
  }
}

/** Milliseconds for which a prediction keeps its data. */
export function lifeOf(world: World): number {
  return world.settings.of("replicate").linkSeconds * 1000
}

function outputOf(world: World, job: Job): string | string[] {
  const url = `${world.origin()}/replicate/delivery/${job.id}/output.mp4`
  // Some models answer with a list.
  return job.model.startsWith("minimax/") ? [url] : url
}

/** A bar such as tqdm draws, which is all that a prediction tells of its progress. */
function logsOf(world: World, job: Job): string {
  if (job.startedAt === null) return ""
  const percent = isOver(job) ? 100 : Math.round(world.progress(job) * 100)
  return `Generating video\n${percent}%|${"█".repeat(Math.ceil(percent / 10)).padEnd(10)}| ${percent}/100 [00:01<00:01]\n`
}

function metricsOf({ acceptedAt, startedAt, finishedAt }: Job): JsonObject {
  if (startedAt === null || finishedAt === null) return {}
  return { predict_time: (finishedAt - startedAt) / 1000, total_time: (finishedAt - acceptedAt) / 1000 }
}

/** Moderation has one sentence for whatever it saw, before the work or after it. */
function errorOf({ kind }: JobFailure): string {
  switch (kind) {
    case "vendor":
      return "Director: unexpected error handling prediction (E1000)"
    case "invalid":
      return "An input file could not be read."
    default:
      return "The input or output was flagged as sensitive. Please try again with different inputs. (E005)"
  }
}
