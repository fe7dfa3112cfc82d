import { falModels } from "@/lib/sandbox/fal/models"
import { oddWords } from "@/lib/sandbox/fal/odd-words"
import type { Job, JobFailure, Json, JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** How a finished request answers: its HTTP status, its body and, for a failure, fal's error type. */
export type FalResult = { status: number; body: Json; errorType?: string }

/** The result as GET …/requests/{id} and the callback carry it. Only for a job that is over. */
export function resultOf(world: World, job: Job): FalResult {
  if (job.status === "cancelled") {
    return {
      status: 499,
      body: { detail: "Request was cancelled by the client", error_type: "client_cancelled" },
      errorType: "client_cancelled",
    }
  }
  if (job.failure) return failureOf(job, job.failure)
  if (!job.clip || !job.order) throw new Error(`job ${job.id} succeeded without a clip`)
  const file: JsonObject = {
    url: `${world.origin()}/fal/files/b/${job.id}/output.mp4`,
    content_type: "video/mp4",
    file_name: "output.mp4",
    file_size: job.clip.bytes,
    width: job.clip.width,
    height: job.clip.height,
    fps: job.clip.fps,
    duration: job.clip.frames / job.clip.fps,
    num_frames: job.clip.frames,
  }
  return { status: 200, body: { video: file, seed: job.order.seed, ...oddWords(job.plan) } }
}

function failureOf(job: Job, { kind, detail }: JobFailure): FalResult {
  switch (kind) {
    case "invalid":
      return { status: 422, body: { detail }, errorType: "validation_error" }
    case "prompt":
      return policy(
        ["body", "prompt"],
        "The content could not be processed because it contained material flagged by a content checker.",
      )
    case "image":
      return policy(["body", imageFieldOf(job)], "The image was flagged by a content checker.")
    case "person":
      return policy(["body", imageFieldOf(job)], "The content was flagged because it may show the likeness of a real person.")
    case "minor":
      return policy(["body", imageFieldOf(job)], "The content was flagged because it may show a minor.")
    case "property":
      return policy(["body", "prompt"], "The content was flagged because it may infringe copyright or a trademark.")
    case "output":
      return policy(["body"], "The generated video was flagged by a content checker.")
    case "vendor":
      return {
        status: 500,
        body: {
          detail: [
            { loc: ["body"], msg: "An internal error occurred while generating the video.", type: "internal_server_error" },
          ],
        },
        errorType: "internal_server_error",
      }
  }
}

/** The first field of the request that holds a picture. */
function imageFieldOf({ model, request }: Job): string {
  const given = Object.entries(falModels[model]?.fields ?? {}).filter(
    ([name, { kind }]) => (kind === "image" || kind === "images") && isObject(request) && request[name] !== undefined,
  )
  return given[0]?.[0] ?? "image_url"
}

function policy(loc: string[], msg: string): FalResult {
  const url = "https://docs.fal.ai/errors#content_policy_violation"
  return {
    status: 422,
    body: { detail: [{ loc, msg, type: "content_policy_violation", url }] },
    errorType: "content_policy_violation",
  }
}
