import { serveClip } from "@/lib/sandbox/files"
import { googleError } from "@/lib/sandbox/google"
import { accountOf } from "@/lib/sandbox/identity"
import type { Job } from "@/lib/sandbox/job"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { predict } from "@/lib/sandbox/vertex/create"
import { objectOf, toOperation } from "@/lib/sandbox/vertex/operation"
import { answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const modelPath = /^\/vertex\/v1(?:beta1)?\/(projects\/[^/]+\/locations\/[^/]+)\/publishers\/google\/models\/([^/:]+):(\w+)$/
const objectPath = /^\/vertex\/gcs\/storage\/v1\/b\/([^/]+)\/o\/([^/]+)$/

/** Vertex AI's Veo under `/vertex/v1` and `/vertex/v1beta1`, and the Cloud Storage of its outputs under `/vertex/gcs`. */
export function createVertex(world: World): VendorServer {
  return {
    async handle(request) {
      const account = authorise(request)
      if (account instanceof Response) return account
      const url = new URL(request.url)
      const [, bucket, object] = objectPath.exec(url.pathname) ?? []
      if (bucket !== undefined && object !== undefined) {
        return serveObject(world, request, url, { bucket, name: decodeURIComponent(object) }, account)
      }
      const [, parent = "", model = "", verb] = modelPath.exec(url.pathname) ?? []
      if (request.method !== "POST") return googleError(404, "Not Found")
      if (verb === "predictLongRunning") return predict(world, request, parent, model, account)
      if (verb === "fetchPredictOperation") return fetchOperation(world, request, parent, model, account)
      return googleError(404, "Not Found")
    },
  }
}

function authorise(request: Request): string | Response {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  if (token?.startsWith("sandbox")) return accountOf("vertex", token)
  const message =
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential."
  return googleError(401, message)
}

/** POST …:fetchPredictOperation `{operationName}`. */
async function fetchOperation(
  world: World,
  request: Request,
  parent: string,
  model: string,
  account: string,
): Promise<Response> {
  const name = (await readObject(request))?.operationName
  if (typeof name !== "string") return googleError(400, "Invalid value at 'operationName': must be a string.")
  const prefix = `${parent}/publishers/google/models/${model}/operations/`
  if (!name.startsWith(prefix)) return googleError(400, "The operation name does not belong to this model.")
  const job = world.find("vertex", name.slice(prefix.length))
  if (job?.account !== account || job.model !== model || isUsedUp(world, job)) {
    return googleError(404, `The operation ${name} was not found.`)
  }
  return answer(200, await toOperation(world, request, job, name))
}

/** A clip inside its operation has no link to run out: the operation itself is gone once it was shown. */
function isUsedUp(world: World, job: Job): boolean {
  if (job.plan["expired-link"] === undefined || job.status !== "succeeded" || objectOf(job)) return false
  return world.store.count(`vertex look ${job.id}`) > 1
}

/** GET /storage/v1/b/{bucket}/o/{object}?alt=media. */
async function serveObject(
  world: World,
  request: Request,
  url: URL,
  { bucket, name }: { bucket: string; name: string },
  account: string,
): Promise<Response> {
  const job = world.find("vertex", name.split("/").at(-2) ?? "")
  const object = job && objectOf(job)
  const isThere =
    job?.account === account && object?.bucket === bucket && object.name === name && job.plan["expired-link"] === undefined
  if (!job || !isThere) return answer(404, { error: { code: 404, message: `No such object: ${bucket}/${name}` } })
  if (url.searchParams.get("alt") === "media") return serveClip(world, request, job)
  return answer(200, { kind: "storage#object", bucket, name, contentType: "video/mp4", size: String(job.clip?.bytes ?? 0) })
}
