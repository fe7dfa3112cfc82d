import { randomBytes } from "node:crypto"
import { serveClip } from "@/lib/sandbox/files"
import { accountOf } from "@/lib/sandbox/identity"
import { isOver, type Job } from "@/lib/sandbox/job"
import { createVideo, videoModels } from "@/lib/sandbox/openai/create"
import { fail } from "@/lib/sandbox/openai/errors"
import { imageModels } from "@/lib/sandbox/openai/image-rules"
import { makeImages } from "@/lib/sandbox/openai/images"
import { expiryOf, toVideo } from "@/lib/sandbox/openai/video"
import { handleEndpoints } from "@/lib/sandbox/openai/webhook"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer, Refusal } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** OpenAI under `/openai/v1`: videos with their files, pictures, webhook endpoints and the list of models. */
export function createOpenAi(world: World): VendorServer {
  return {
    async handle(request) {
      const response = await route(world, request).catch((error: unknown) => {
        if (error instanceof Refusal) return error.response
        throw error
      })
      response.headers.set("x-request-id", `req_${randomBytes(16).toString("hex")}`)
      return response
    },
  }
}

async function route(world: World, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [, , area, kind = "", ...rest] = url.pathname.split("/").map(decodeURIComponent)
  const account = authorise(request)
  if (account instanceof Response) return account
  if (area !== "v1") return unknownUrl(request, url)
  const call = `${request.method} ${[kind, ...rest.map((part, index) => (index === 0 && kind !== "images" ? "*" : part))].join("/")}`
  switch (call) {
    case "GET models":
      return listModels()
    case "POST videos":
      return createVideo(world, request, account)
    case "GET videos":
      return listVideos(world, url, account)
    case "GET videos/*":
      return withVideo(world, rest[0], account, (job) => answer(200, toVideo(world, job)))
    case "DELETE videos/*":
      return withVideo(world, rest[0], account, (job) => deleteVideo(world, job))
    case "GET videos/*/content":
      return withVideo(world, rest[0], account, (job) => content(world, request, url, job))
    case "POST images/generations":
    case "POST images/edits":
      return makeImages(world, request, account, rest[0] === "edits" ? "edits" : "generations")
    default:
      return kind === "webhook_endpoints" ? handleEndpoints(world, request, account, rest[0]) : unknownUrl(request, url)
  }
}

function unknownUrl(request: Request, url: URL): Response {
  return fail(404, `Invalid URL (${request.method} ${url.pathname.replace(/^\/openai/, "")})`)
}

function authorise(request: Request): string | Response {
  const [, key] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  if (key === undefined) return fail(401, "You didn't provide an API key.")
  if (key.startsWith("sandbox")) return accountOf("openai", key)
  return fail(401, "Incorrect API key provided.", { code: "invalid_api_key" })
}

function listModels(): Response {
  const data = [...Object.keys(videoModels), ...imageModels].map((id) => ({
    id,
    object: "model",
    created: 1_758_672_000,
    owned_by: "system",
  }))
  return answer(200, { object: "list", data })
}

async function withVideo(
  world: World,
  id = "",
  account: string,
  act: (job: Job) => Response | Promise<Response>,
): Promise<Response> {
  const job = id.startsWith("video_") ? world.find("openai", id) : undefined
  return job?.account === account ? act(job) : fail(404, `Video with id '${id}' not found.`, { param: "video_id" })
}

function listVideos(world: World, url: URL, account: string): Response {
  const { after, limit = "20", order = "desc" } = Object.fromEntries(url.searchParams)
  const jobs = world.store
    .jobs({ vendor: "openai", account, limit: 100_000 })
    .filter((job) => job.id.startsWith("video_") && !job.isGone)
  if (order === "desc") jobs.reverse()
  const from = after === undefined ? 0 : jobs.findIndex((job) => job.id === after) + 1
  const page = jobs.slice(from, from + Math.min(100, Math.max(0, Number(limit) || 0)))
  const data = page.map((job) => toVideo(world, world.find("openai", job.id) ?? job))
  return answer(200, {
    object: "list",
    data,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: from + page.length < jobs.length,
  })
}

function deleteVideo(world: World, job: Job): Response {
  if (!isOver(job)) return fail(400, "Only completed or failed videos can be deleted.", { param: "video_id" })
  world.forget(job)
  return answer(200, { id: job.id, object: "video.deleted", deleted: true })
}

/** The clip. Thumbnails and sprite sheets are not played here. That an early ask is a 404 is the sheet's unverified memory. */
async function content(world: World, request: Request, url: URL, job: Job): Promise<Response> {
  const variant = url.searchParams.get("variant") ?? "video"
  if (variant !== "video") return fail(400, `Invalid value: '${variant}'.`, { param: "variant", code: "invalid_value" })
  if (job.status !== "succeeded") return fail(404, "Video is not ready yet.", { param: "video_id" })
  if (expiryOf(world, job) * 1000 < Date.now()) return fail(404, "The video has expired.", { param: "video_id" })
  return serveClip(world, request, job)
}
