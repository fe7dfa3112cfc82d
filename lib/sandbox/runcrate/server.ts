import { serveClip } from "@/lib/sandbox/files"
import { accountOf } from "@/lib/sandbox/identity"
import type { Job } from "@/lib/sandbox/job"
import { createJob } from "@/lib/sandbox/runcrate/create"
import { fail } from "@/lib/sandbox/runcrate/envelope"
import { toVideo } from "@/lib/sandbox/runcrate/video"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** Runcrate's video API under `/runcrate/v1`. No callbacks, no list, no cancel. */
export function createRuncrate(world: World): VendorServer {
  return {
    async handle(request) {
      const [, , version, kind, id, part, ...more] = new URL(request.url).pathname.split("/").map(decodeURIComponent)
      const account = authorise(request)
      if (account instanceof Response) return account
      if (version !== "v1" || kind !== "videos" || more.length > 0) return fail(404, "not_found", "Not found")
      if (id === undefined) return request.method === "POST" ? createJob(world, request, account) : wrongMethod()
      if (request.method !== "GET") return wrongMethod()
      const job = world.find("runcrate", id)
      if (job?.account !== account) return fail(404, "not_found", "Video not found")
      if (part === undefined) return answer(200, toVideo(job))
      return part === "download" ? download(world, request, job) : fail(404, "not_found", "Not found")
    },
  }
}

/** Live keys begin with rc_live_; the studio's own sandbox key does not. */
function authorise(request: Request): string | Response {
  const [, key = ""] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  return /^(rc_live_)?sandbox/.test(key)
    ? accountOf("runcrate", key)
    : fail(401, "invalid_api_key", "Invalid or missing API key")
}

function wrongMethod(): Response {
  return fail(405, "method_not_allowed", "Method not allowed")
}

/** The clip itself, to whoever has the key; 404 until it is finished, and when its file is gone. */
async function download(world: World, request: Request, job: Job): Promise<Response> {
  const isGone = job.plan["expired-link"] !== undefined
  if (job.status !== "succeeded" || isGone) return fail(404, "not_found", "Video not available")
  const response = await serveClip(world, request, job)
  response.headers.set("content-disposition", `attachment; filename="${job.id}.mp4"`)
  return response
}
