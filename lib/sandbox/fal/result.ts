import type { Job, Json, JsonObject } from "@/lib/sandbox/job"
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
  if (job.failure) return failureOf(job.failure.kind, job.failure.detail)
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
  return { status: 200, body: { video: file, seed: job.order.seed } }
}

function failureOf(kind: string, detail: Json): FalResult {
  switch (kind) {
    case "invalid":
      return { status: 422, body: { detail }, errorType: "validation_error" }
    case "prompt":
      return policy(
        ["body", "prompt"],
        "The content could not be processed because it contained material flagged by a content checker.",
      )
    case "output":
      return policy(["body"], "The generated video was flagged by a content checker.")
    default:
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

function policy(loc: string[], msg: string): FalResult {
  const url = "https://docs.fal.ai/errors#content_policy_violation"
  return {
    status: 422,
    body: { detail: [{ loc, msg, type: "content_policy_violation", url }] },
    errorType: "content_policy_violation",
  }
}
