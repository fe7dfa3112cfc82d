import { Readable } from "node:stream"
import type { Teller } from "@/lib/sandbox/announce"
import { oddWords } from "@/lib/sandbox/fal/odd-words"
import { resultOf } from "@/lib/sandbox/fal/result"
import { appOf, submitFal, urlsOf } from "@/lib/sandbox/fal/submit"
import { initiateUpload, receiveUpload, serveUpload } from "@/lib/sandbox/fal/uploads"
import { openFalSigner, pythonJson } from "@/lib/sandbox/fal/webhook"
import { serveClip } from "@/lib/sandbox/files"
import { accountOf } from "@/lib/sandbox/identity"
import { isOver, type Job, type JsonObject } from "@/lib/sandbox/job"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer, wait } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** fal.ai as its clients see it: `/fal/queue`, `/fal/rest` and the public files under `/fal/files`. */
export function createFal(world: World): VendorServer {
  const signer = openFalSigner(world.store)
  return {
    async handle(request) {
      const [, , area, ...rest] = new URL(request.url).pathname.split("/").map(decodeURIComponent)
      if (area === "files") {
        if (rest[0] !== "b") return serveUpload(world, request, rest[0] ?? "")
        const job = world.find("fal", rest[1] ?? "")
        if (!job || job.plan["expired-link"] !== undefined) return new Response("Not Found", { status: 404 })
        return serveClip(world, request, job)
      }
      if (area === "rest" && rest.join("/") === ".well-known/jwks.json")
        return answer(200, signer.jwks(), { "cache-control": "max-age=3600" })
      if (area === "rest" && rest[0] === "storage" && rest[1] === "put") return receiveUpload(world, request, rest.slice(2))
      const account = authorise(request)
      if (account instanceof Response) return account
      if (area === "rest" && rest[0] === "storage" && rest[1] === "upload" && request.method === "POST") {
        return initiateUpload(world, request, rest[2] === "initiate-multipart")
      }
      if (area === "queue") return queue(world, request, rest.filter(Boolean), account)
      return answer(404, { detail: "Not Found" })
    },
  }
}

/** fal's callbacks: one, when the request is over. */
export function createFalTeller(world: World): Teller {
  return {
    headers: openFalSigner(world.store).headers,
    timeoutMilliseconds: 15_000,
    pausesMilliseconds: [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 60_000, 60_000],
    tell(job, invented) {
      if (!isOver(job) || job.status === "cancelled") return []
      const ids: JsonObject = { request_id: job.id, gateway_request_id: job.id, ...oddWords(job.plan) }
      if (invented) {
        const payload = {
          video: { url: "https://forged.example/forged.mp4", content_type: "video/mp4", file_name: "forged.mp4", file_size: 1 },
        }
        return [{ event: "OK", body: pythonJson({ ...ids, status: "OK", error: null, payload, payload_error: null }) }]
      }
      const { status, body } = resultOf(world, job)
      if (status === 200)
        return [{ event: "OK", body: pythonJson({ ...ids, status: "OK", error: null, payload: body, payload_error: null }) }]
      return [
        {
          event: "ERROR",
          body: pythonJson({
            ...ids,
            status: "ERROR",
            error: `Invalid status code: ${status}`,
            payload: body,
            payload_error: null,
          }),
        },
      ]
    },
  }
}

function authorise(request: Request): string | Response {
  const header = request.headers.get("authorization") ?? ""
  const [, key] = /^Key\s+(\S+)$/i.exec(header) ?? []
  if (key === undefined) return answer(401, { detail: "Authentication is required to access this application." })
  if (!key.startsWith("sandbox")) return answer(401, { detail: "No user found for Key ID and Secret" })
  return accountOf("fal", key)
}

async function queue(world: World, request: Request, path: string[], account: string): Promise<Response> {
  const at = path.indexOf("requests")
  if (at < 0) {
    if (request.method !== "POST") return answer(405, { detail: "Method Not Allowed" })
    return submitFal(world, request, path.join("/"), account)
  }
  const [id = "", ...action] = path.slice(at + 1)
  const job = world.find("fal", id)
  if (!job || job.account !== account || appOf(job.model) !== path.slice(0, 2).join("/"))
    return answer(404, { status: "NOT_FOUND" })
  switch (`${request.method} ${action.join("/")}`) {
    case "GET status":
      return answer(isOver(job) ? 200 : 202, statusOf(world, job, new URL(request.url).searchParams.get("logs") === "1"))
    case "GET status/stream":
      return new Response(Readable.toWeb(Readable.from(streamStatus(world, job))) as ReadableStream<Uint8Array>, {
        headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
      })
    case "GET ":
    case "GET response":
      return result(world, job)
    case "PUT cancel":
      return cancel(world, job)
    default:
      return answer(405, { detail: "Method Not Allowed" })
  }
}

function statusOf(world: World, job: Job, withLogs: boolean): JsonObject {
  const isOdd = job.plan["odd-words"] !== undefined
  const common = { request_id: job.id, ...urlsOf(world, job), ...oddWords(job.plan) }
  if (isOdd && !isOver(job)) return { status: "WARMING_THE_LAMP", ...common }
  if (job.status === "queued") {
    const ahead = world
      .openJobs("fal", job.account)
      .filter((other) => other.status === "queued" && other.sequence < job.sequence)
    return { status: "IN_QUEUE", ...common, queue_position: ahead.length }
  }
  const logs = withLogs ? logsOf(job) : null
  if (!isOver(job)) return { status: "IN_PROGRESS", ...common, logs }
  const inference = job.startedAt === null || job.finishedAt === null ? null : (job.finishedAt - job.startedAt) / 1000
  const { status, errorType } = resultOf(world, job)
  const error: JsonObject = status === 200 ? {} : { error: `Invalid status code: ${status}`, error_type: errorType ?? "" }
  return { status: "COMPLETED", ...common, logs, metrics: { inference_time: inference }, ...error }
}

function logsOf(job: Job): JsonObject[] {
  const at = new Date(job.startedAt ?? job.acceptedAt).toISOString()
  return [{ message: `Rendering with ${job.order?.model ?? job.model}`, level: "INFO", source: "USER", timestamp: at }]
}

async function* streamStatus(world: World, job: Job): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield new TextEncoder().encode(`data: ${JSON.stringify(statusOf(world, job, true))}\n\n`)
    if (isOver(job)) return
    await wait(250)
  }
}

function result(world: World, job: Job): Response {
  const headers = { "x-fal-request-id": job.id }
  if (!isOver(job)) return answer(400, { detail: "Request is still in progress" }, headers)
  const { status, body, errorType } = resultOf(world, job)
  if (status === 200) return answer(200, body, { ...headers, "x-fal-billable-units": String(job.price) })
  return answer(status, body, { ...headers, "x-fal-error-type": errorType ?? "", "x-fal-retryable": String(status >= 500) })
}

function cancel(world: World, job: Job): Response {
  if (isOver(job)) return answer(400, { status: "ALREADY_COMPLETED" })
  const wasQueued = job.status === "queued"
  world.cancel(job)
  return wasQueued ? answer(200, { status: "OK" }) : answer(202, { status: "CANCELLATION_REQUESTED" })
}
