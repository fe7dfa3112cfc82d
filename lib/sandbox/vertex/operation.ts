import { inBase64, oddFields, refusalWords } from "@/lib/sandbox/google"
import { isOver, type Job, type JsonObject } from "@/lib/sandbox/job"
import { isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/**
 * An operation as :fetchPredictOperation shows it: `done` alone tells that it is over. What the prompt or a picture did
 * comes as an error, what was found in the result as a filtered count with its reasons.
 */
export async function toOperation(world: World, request: Request, job: Job, name: string): Promise<JsonObject> {
  const odd = oddFields(job)
  if (!isOver(job)) return { name, ...odd }
  if (job.failure === null) return { name, done: true, response: await responseOf(world, request, job), ...odd }
  switch (job.failure.kind) {
    case "vendor":
    case "invalid":
      return { name, done: true, error: { code: 13, message: "Video generation failed due to an internal server issue." } }
    case "prompt":
    case "image":
      return { name, done: true, error: { code: 3, message: refusalWords[job.failure.kind] } }
    default:
      return { name, done: true, response: filtered(refusalWords[job.failure.kind]) }
  }
}

const responseType = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse"

function filtered(reason: string): JsonObject {
  return { "@type": responseType, raiMediaFilteredCount: 1, raiMediaFilteredReasons: [reason] }
}

async function responseOf(world: World, request: Request, job: Job): Promise<JsonObject> {
  const object = objectOf(job)
  const where: JsonObject = object
    ? { gcsUri: `gs://${object.bucket}/${object.name}` }
    : { bytesBase64Encoded: await inBase64(world, request, job) }
  return { "@type": responseType, raiMediaFilteredCount: 0, videos: [{ ...where, mimeType: "video/mp4" }] }
}

/** Where a job's clip lies in Cloud Storage; null where it comes inside the operation. */
export function objectOf(job: Job): { bucket: string; name: string } | null {
  const parameters = isObject(job.request) ? job.request.parameters : null
  const address = isObject(parameters) && typeof parameters.storageUri === "string" ? parameters.storageUri : ""
  const [, bucket, folder = ""] = /^gs:\/\/([^/]+)\/?(.*)$/.exec(address) ?? []
  if (bucket === undefined) return null
  return { bucket, name: [folder.replace(/\/+$/, ""), job.id, "sample_0.mp4"].filter((part) => part !== "").join("/") }
}
