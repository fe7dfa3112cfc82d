import { serveClip } from "@/lib/sandbox/files"
import type { Job } from "@/lib/sandbox/job"
import { authorise } from "@/lib/sandbox/kling/authorise"
import { createTask } from "@/lib/sandbox/kling/create"
import { fail, refuse, succeed } from "@/lib/sandbox/kling/envelope"
import { serveLegacy } from "@/lib/sandbox/kling/legacy-server"
import { isLegacy } from "@/lib/sandbox/kling/legacy-task"
import { klingPaths } from "@/lib/sandbox/kling/models"
import { toTask } from "@/lib/sandbox/kling/task"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** Kling's path-style API under `/kling`, the older one under `/kling/v1`, and result files under `/kling/files`. */
export function createKling(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , kind = "", ...rest] = url.pathname.split("/").map(decodeURIComponent)
      if (kind === "files") return serveOutput(world, request, url, rest[0] ?? "")
      const isOlder = kind === "v1"
      const account = await authorise(request, isOlder)
      if (account instanceof Response) return account
      if (isOlder) return serveLegacy(world, request, rest, account)
      const method = request.method
      if (kind in klingPaths && rest.length === 1)
        return method === "POST" ? createTask(world, request, kind, rest[0] ?? "", account) : fail(1202)
      if (kind === "tasks" && rest.length === 0) {
        if (method === "GET") return findTasks(world, url, account)
        return method === "POST" ? listTasks(world, request, account) : fail(1202)
      }
      if (kind === "account" && rest[0] === "costs") return method === "GET" ? costs() : fail(1202)
      return fail(1203)
    },
  }
}

/** GET /tasks by exactly one of task_ids and external_task_ids; unknown ids are left out. */
function findTasks(world: World, url: URL, account: string): Response {
  const ids = url.searchParams.get("task_ids")
  const externalIds = url.searchParams.get("external_task_ids")
  if ((ids === null) === (externalIds === null)) refuse(1201, "exactly one of task_ids and external_task_ids is required")
  const names = (ids ?? externalIds ?? "").split(",").filter(Boolean)
  const found = names.map((name) => (ids === null ? world.findExternal(account, name) : world.find("kling", name)))
  return succeed(found.filter((job): job is Job => job?.account === account && !isLegacy(job)).map((job) => toTask(world, job)))
}

/** POST /tasks: newest first, by time of creation, in pages. */
async function listTasks(world: World, request: Request, account: string): Promise<Response> {
  const body = (await readObject(request)) ?? {}
  const { start_time: start = 0, end_time: end = Number.MAX_SAFE_INTEGER, limit = 100, cursor = "" } = body
  if (typeof start !== "number" || typeof end !== "number") refuse(1201, "start_time and end_time must be numbers")
  if (typeof limit !== "number" || limit < 1 || limit > 500) refuse(1201, "limit must be between 1 and 500")
  const before = cursor === "" || cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor)
  const jobs = world.store
    .jobs({ vendor: "kling", account, limit: 100_000 })
    .filter((job) => job.acceptedAt >= start && job.acceptedAt <= end && job.sequence < before && !job.isGone && !isLegacy(job))
    .reverse()
  const page = jobs.slice(0, limit)
  const hasMore = jobs.length > page.length
  return succeed({
    result: page.map((job) => toTask(world, world.find("kling", job.id) ?? job)),
    count: page.length,
    next_cursor: hasMore ? String(page.at(-1)?.sequence) : "",
    has_more: hasMore,
  })
}

function costs(): Response {
  const pack = {
    resource_pack_name: "Sandbox pack",
    resource_pack_id: "sandbox",
    resource_pack_type: "constant_period",
    total_quantity: 1_000_000,
    remaining_quantity: 1_000_000,
    purchase_time: 1_767_225_600_000,
    effective_time: 1_767_225_600_000,
    invalid_time: 4_102_444_800_000,
    status: "online",
  }
  return succeed({ code: 0, msg: "", resource_pack_subscribe_infos: [pack] })
}

async function serveOutput(world: World, request: Request, url: URL, id: string): Promise<Response> {
  const job = world.find("kling", id)
  const isGood = world.links.isGood(url.pathname, Number(url.searchParams.get("expires")), url.searchParams.get("sign") ?? "")
  if (!isGood) return new Response("Forbidden", { status: 403 })
  return job ? serveClip(world, request, job) : new Response("Not Found", { status: 404 })
}
