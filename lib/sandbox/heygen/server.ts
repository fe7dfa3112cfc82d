import { serveClip } from "@/lib/sandbox/files"
import { uploadAsset } from "@/lib/sandbox/heygen/assets"
import { createVideo } from "@/lib/sandbox/heygen/create"
import { fail } from "@/lib/sandbox/heygen/envelope"
import { toVideo } from "@/lib/sandbox/heygen/video"
import { accountOf } from "@/lib/sandbox/identity"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer, isObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** HeyGen's v3 videos and assets under `/heygen/v3`, and its presigned files under `/heygen/files`. */
export function createHeygen(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , area, kind, id, ...rest] = url.pathname.split("/").map(decodeURIComponent)
      if (area === "files") return serveOutput(world, request, url, (kind ?? "").replace(/\.mp4$/, ""))
      const key = request.headers.get("x-api-key")
      if (!key?.startsWith("sandbox")) return fail("unauthorized")
      const account = accountOf("heygen", key)
      if (area !== "v3" || rest.length > 0) return fail("not_found")
      const { method } = request
      if (kind === "users" && id === "me" && method === "GET") return me()
      if (kind === "assets" && id === undefined && method === "POST") return uploadAsset(world, request, account)
      if (kind !== "videos") return fail("not_found")
      if (id !== undefined) return video(world, request, id, account)
      if (method === "POST") return createVideo(world, request, account)
      return method === "GET" ? listVideos(world, url, account) : fail("not_found")
    },
  }
}

function me(): Response {
  return answer(200, {
    data: { username: "sandbox", billing_type: "wallet", wallet: { currency: "usd", remaining_balance: 100 } },
  })
}

function video(world: World, request: Request, id: string, account: string): Response {
  const job = world.find("heygen", id)
  if (job?.account !== account) return fail("not_found", `Video ${id} not found`)
  if (request.method === "GET") return answer(200, { data: toVideo(world, job) })
  if (request.method !== "DELETE") return fail("not_found")
  world.forget(job)
  return answer(200, { data: { id, deleted: true } })
}

/** Newest first, in pages; `title` finds those whose title contains it. */
function listVideos(world: World, url: URL, account: string): Response {
  const limit = Number(url.searchParams.get("limit") ?? 10)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    return fail("validation_error", "limit must be between 1 and 100", "limit")
  const title = url.searchParams.get("title") ?? ""
  const before = Number(url.searchParams.get("token") ?? Number.MAX_SAFE_INTEGER)
  const jobs = world.store
    .jobs({ vendor: "heygen", account, limit: 100_000 })
    .reverse()
    .flatMap((job) => world.find("heygen", job.id) ?? [])
    .filter((job) => job.sequence < before && isObject(job.request) && String(job.request.title ?? "").includes(title))
  const page = jobs.slice(0, limit)
  const hasMore = jobs.length > page.length
  return answer(200, {
    data: page.map((job) => toVideo(world, job)),
    has_more: hasMore,
    next_token: hasMore ? String(page.at(-1)?.sequence) : null,
  })
}

async function serveOutput(world: World, request: Request, url: URL, id: string): Promise<Response> {
  const expires = Number(url.searchParams.get("Expires"))
  if (!world.links.isGood(url.pathname, expires, url.searchParams.get("Signature") ?? "")) {
    const body = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    return new Response(body, { status: 403, headers: { "content-type": "application/xml" } })
  }
  const job = world.find("heygen", id)
  return job ? serveClip(world, request, job) : new Response("Not Found", { status: 404 })
}
