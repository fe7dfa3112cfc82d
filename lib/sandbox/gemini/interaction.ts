import { readFile } from "node:fs/promises"
import sharp from "sharp"
import { inBase64, oddFields, refusalWords } from "@/lib/sandbox/google"
import { isOver, type Job, type JobFailure, type JsonObject } from "@/lib/sandbox/job"
import type { World } from "@/lib/sandbox/world"

const words = {
  queued: "queued",
  running: "in_progress",
  succeeded: "completed",
  failed: "failed",
  cancelled: "cancelled",
} as const

/** An interaction as POST and GET /interactions show it. */
export async function toInteraction(world: World, request: Request, job: Job): Promise<JsonObject> {
  const isOdd = job.plan["odd-words"] !== undefined
  return {
    id: job.id,
    object: "interaction",
    model: job.model,
    role: "model",
    status: isOdd && job.status === "running" ? "daydreaming" : words[job.status],
    created: new Date(job.acceptedAt).toISOString(),
    updated: new Date(job.finishedAt ?? job.startedAt ?? job.acceptedAt).toISOString(),
    ...(job.status === "succeeded" && {
      steps: [{ type: "model_output", content: [await outputOf(world, request, job)] }],
    }),
    ...(isOver(job) && job.failure && { errors: [errorOf(job.failure)] }),
    ...oddFields(job),
  }
}

/** The file of a job in Google's store; its id is the interaction's without the version. */
export function fileIdOf(job: Job): string {
  return job.id.replace(/^v1_/, "")
}

async function outputOf(world: World, request: Request, job: Job): Promise<JsonObject> {
  if (job.order?.isStill) return { type: "image", mime_type: "image/jpeg", data: await stillOf(world, job) }
  if (deliveryOf(job) === "uri" && !isSurprise(world, job)) {
    return { type: "video", mime_type: "video/mp4", uri: `${world.origin()}/gemini/v1beta/files/${fileIdOf(job)}` }
  }
  return { type: "video", mime_type: "video/mp4", data: await inBase64(world, request, job) }
}

/** "A later GET may return inline bytes even when a uri was asked" (Veo sheet): played where odd answers are rehearsed. */
function isSurprise(world: World, job: Job): boolean {
  return job.plan["odd-words"] !== undefined && world.store.count(`gemini look ${job.id}`) > 1
}

async function stillOf(world: World, job: Job): Promise<string> {
  const png = job.clip && (await readFile(world.studio.clipPath(job.clip.file)))
  if (!png) throw new Error(`job ${job.id} succeeded without a still`)
  return (await sharp(png).jpeg({ quality: 92 }).toBuffer()).toString("base64")
}

function deliveryOf({ request }: Job): unknown {
  const format =
    typeof request === "object" && request !== null && "response_format" in request ? request.response_format : null
  return typeof format === "object" && format !== null && "delivery" in format ? format.delivery : undefined
}

function errorOf({ kind }: JobFailure): JsonObject {
  if (kind === "vendor" || kind === "invalid") return { code: "internal_error", message: "Internal error encountered." }
  return { code: "content_filtered", message: refusalWords[kind] }
}
