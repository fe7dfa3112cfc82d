import { serveClip, serveFile } from "@/lib/sandbox/files"
import type { Job } from "@/lib/sandbox/job"
import { outputCountOf } from "@/lib/sandbox/runway/task"
import type { World } from "@/lib/sandbox/world"

/** GET /outputs/{task}/{number}.mp4 (or .png) with a signature that runs out. */
export async function serveOutput(world: World, request: Request, url: URL): Promise<Response> {
  const [expires = "", signature = ""] = (url.searchParams.get("_jwt") ?? "").split(".")
  if (!world.links.isGood(url.pathname, Number(expires), signature)) {
    return new Response("<Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>", {
      status: 403,
      headers: { "content-type": "text/xml" },
    })
  }
  const [, , , id = "", file = ""] = url.pathname.split("/")
  const job = world.find("runway", id)
  const index = Number.parseInt(file, 10)
  if (!job || index >= outputCountOf(job)) return new Response("Not Found", { status: 404 })
  return index === 0 ? serveClip(world, request, job) : serveSibling(world, request, job, index)
}

/** One more still of the same task: the same words with the next seed, drawn when it is first asked for. */
async function serveSibling(world: World, request: Request, job: Job, index: number): Promise<Response> {
  if (!job.order || job.status !== "succeeded" || job.isGone) return new Response("Not Found", { status: 404 })
  const order = { ...job.order, seed: job.order.seed + index }
  const { file } = await world.studio.render(order, AbortSignal.timeout(60_000), () => undefined)
  return serveFile(request, world.studio.clipPath(file), "image/png")
}
