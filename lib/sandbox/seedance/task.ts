import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** A task as a look and a callback show it; times are seconds. */
export function toTask(world: World, job: Job): JsonObject {
  const body = isObject(job.request) ? job.request : {}
  const echo = isObject(body.echo) ? body.echo : {}
  const isOdd = job.plan["odd-words"] !== undefined
  const seconds = (moment: number) => Math.floor(moment / 1000)
  return {
    id: job.id,
    model: job.model,
    status: isOdd && job.status === "running" ? "warming_up" : job.status,
    error: errorOf(job),
    created_at: seconds(job.acceptedAt),
    updated_at: seconds(job.finishedAt ?? job.startedAt ?? job.acceptedAt),
    ...(job.status === "succeeded" && {
      content: contentOf(world, job, body.return_last_frame === true),
      usage: { completion_tokens: job.price, total_tokens: job.price },
    }),
    seed: job.order?.seed ?? -1,
    resolution: echo.resolution ?? "720p",
    ratio: echo.ratio ?? "16:9",
    duration: echo.duration ?? 5,
    framespersecond: 24,
    ...(echo.audio === true && { generate_audio: true }),
    service_tier: body.service_tier ?? "default",
    execution_expires_after: body.execution_expires_after ?? 172_800,
    ...(typeof body.safety_identifier === "string" && { safety_identifier: body.safety_identifier }),
    ...(isOdd && { mood: "calm", stages: [{ name: "dream", share: null }] }),
  }
}

/** Codes and words of the error table for what goes wrong after a task was taken. */
const failures: Record<"output" | "vendor", readonly [code: string, message: string]> = {
  output: [
    "OutputVideoSensitiveContentDetected",
    "The request failed because the output video may contain sensitive information",
  ],
  vendor: ["InternalServiceError", "The service encountered an unexpected internal error"],
}

function errorOf(job: Job): JsonObject | null {
  if (!isOver(job) || !job.failure) return null
  const [code, message] = failures[wordOf(job.failure)]
  return { code, message }
}

const wordOf = ({ kind }: JobFailure) => (kind === "output" ? "output" : "vendor")

/** A link's life begins when the clip was made; another look gives the same. */
function contentOf(world: World, job: Job, hasLastFrame: boolean): JsonObject {
  const life = job.plan["expired-link"] === undefined ? world.settings.of("seedance").linkSeconds : -60
  const expires = Math.floor((job.finishedAt ?? 0) / 1000) + life
  const link = (name: string) => {
    const path = `/seedance/files/${job.id}/${name}`
    return `${world.origin()}${path}?X-Tos-Expires=${expires}&X-Tos-Signature=${world.links.sign(path, expires)}`
  }
  return { video_url: link("video.mp4"), ...(hasLastFrame && { last_frame_url: link("last_frame.png") }) }
}
