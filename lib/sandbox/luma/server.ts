import { randomUUID } from "node:crypto"
import { serveClip } from "@/lib/sandbox/files"
import { accountOf } from "@/lib/sandbox/identity"
import { createGeneration } from "@/lib/sandbox/luma/create"
import { toGeneration } from "@/lib/sandbox/luma/generation"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** Luma's Agents API under `/luma/v1` and its presigned outputs under `/luma/outputs`. No callbacks, no list, no delete. */
export function createLuma(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , area = "", ...rest] = url.pathname.split("/").map(decodeURIComponent)
      if (area === "outputs") return serveOutput(world, request, url, rest[0]?.replace(/\.mp4$/, "") ?? "")
      const response = await serveApi(world, request, area, rest)
      response.headers.set("x-request-id", request.headers.get("x-request-id") ?? randomUUID())
      response.headers.set("x-api-version", "2026-04-01")
      return response
    },
  }
}

async function serveApi(world: World, request: Request, area: string, [kind, id, ...more]: string[]): Promise<Response> {
  const account = authorise(request)
  if (account instanceof Response) return account
  if (area !== "v1" || kind !== "generations" || more.length > 0) return answer(404, { detail: "Not Found" })
  if (id === undefined) return request.method === "POST" ? createGeneration(world, request, account) : wrongMethod()
  if (request.method !== "GET") return wrongMethod()
  const job = world.find("luma", id)
  // Another key's generation is "not found" too.
  if (job?.account !== account) return answer(404, { detail: "Generation not found" })
  return answer(200, toGeneration(world, job))
}

function authorise(request: Request): string | Response {
  const [, key] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  if (key === undefined) return answer(401, { detail: "Missing or invalid Authorization header" })
  // Live keys begin with luma-api-; the studio's own sandbox key does not.
  return /^(luma-api-)?sandbox/.test(key) ? accountOf("luma", key) : answer(401, { detail: "Invalid API key" })
}

function wrongMethod(): Response {
  return answer(405, { detail: "Method Not Allowed" })
}

async function serveOutput(world: World, request: Request, url: URL, id: string): Promise<Response> {
  const { searchParams } = url
  const isGood = world.links.isGood(url.pathname, Number(searchParams.get("expires")), searchParams.get("signature") ?? "")
  if (!isGood) return new Response("Request has expired", { status: 403 })
  const job = world.find("luma", id)
  return job ? serveClip(world, request, job) : new Response("Not Found", { status: 404 })
}
