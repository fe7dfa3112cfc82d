import { existsSync } from "node:fs"
import { rename, writeFile } from "node:fs/promises"
import { serveClip, serveFile } from "@/lib/sandbox/files"
import { accountOf } from "@/lib/sandbox/identity"
import type { Job } from "@/lib/sandbox/job"
import { lastFrameOf } from "@/lib/sandbox/last-frame"
import { createTask } from "@/lib/sandbox/seedance/create"
import { fail, refuse } from "@/lib/sandbox/seedance/envelope"
import { toTask } from "@/lib/sandbox/seedance/task"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** How far back a list reaches. */
const listedMilliseconds = 7 * 86_400_000

/** ModelArk's tasks under `/seedance/api/v3/contents/generations/tasks`, and its presigned files under `/seedance/files`. */
export function createSeedance(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , area, ...path] = url.pathname.split("/").map(decodeURIComponent)
      if (area === "files") return serveOutput(world, request, url, path)
      const account = authorise(request)
      if (account instanceof Response) return account
      const [version, contents, generations, tasks, id, ...rest] = path
      const isTasks = [area, version, contents, generations, tasks].join("/") === "api/v3/contents/generations/tasks"
      if (!isTasks || rest.length > 0) return fail("ResourceNotFound")
      if (id === undefined) {
        if (request.method === "POST") return createTask(world, request, account)
        return request.method === "GET" ? listTasks(world, url, account) : fail("ResourceNotFound")
      }
      const job = world.find("seedance", id)
      if (job?.account !== account) return fail("ResourceNotFound", `The specified task ${id} is not found`)
      if (request.method === "GET") return answer(200, toTask(world, job))
      return request.method === "DELETE" ? remove(world, job) : fail("ResourceNotFound")
    },
  }
}

function authorise(request: Request): string | Response {
  const [, key] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  return key?.startsWith("sandbox") ? accountOf("seedance", key) : fail("AuthenticationError")
}

/** Newest first, of the last seven days. */
function listTasks(world: World, url: URL, account: string): Response {
  const whole = (name: string, standard: number, most: number) => {
    const value = Number(url.searchParams.get(name) ?? standard)
    if (!Number.isInteger(value) || value < 1 || value > most) refuse("InvalidParameter", undefined, name)
    return value
  }
  const page = whole("page_num", 1, 500)
  const size = whole("page_size", 10, 100)
  const ids = url.searchParams.getAll("filter.task_ids")
  const matches = (name: string, value: unknown) => {
    const wanted = url.searchParams.get(name)
    return wanted === null || wanted === value
  }
  const tasks = world.store
    .jobs({ vendor: "seedance", account, limit: 100_000 })
    .reverse()
    .flatMap(({ id }) => world.find("seedance", id) ?? [])
    .filter(({ id, acceptedAt, model, status }) => {
      const isAsked = ids.length === 0 || ids.includes(id)
      const isFiltered = matches("filter.model", model) && matches("filter.status", status)
      return isAsked && isFiltered && acceptedAt > Date.now() - listedMilliseconds
    })
  const items = tasks.slice((page - 1) * size, page * size).map((job) => toTask(world, job))
  return answer(200, { total: tasks.length, items })
}

/** Stops what waits, erases what has ended, and refuses what runs or was stopped. */
function remove(world: World, job: Job): Response {
  if (job.status === "running" || job.status === "cancelled") return fail("InvalidAction.TaskStatus")
  if (job.status === "queued") world.cancel(job)
  else world.forget(job)
  return answer(200, {})
}

/** The signature of a link is bound to GET, as ModelArk's are: HEAD is refused. */
async function serveOutput(world: World, request: Request, url: URL, [id = "", name]: string[]): Promise<Response> {
  const expires = Number(url.searchParams.get("X-Tos-Expires"))
  const isGood = world.links.isGood(url.pathname, expires, url.searchParams.get("X-Tos-Signature") ?? "")
  if (!isGood || request.method !== "GET") {
    const body = "<Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>"
    return new Response(body, { status: 403, headers: { "content-type": "application/xml" } })
  }
  const job = world.find("seedance", id)
  if (!job) return new Response("Not Found", { status: 404 })
  return name === "last_frame.png" ? serveLastFrame(world, request, job) : serveClip(world, request, job)
}

/** Drawn when first asked for, and kept beside the clip. */
async function serveLastFrame(world: World, request: Request, job: Job): Promise<Response> {
  if (!job.clip) return new Response("Not Found", { status: 404 })
  const path = world.studio.clipPath(`${job.clip.file}.last.png`)
  if (!existsSync(path)) {
    const part = `${path}.${process.pid}.part`
    await writeFile(part, await lastFrameOf(world.studio.clipPath(job.clip.file)))
    await rename(part, path)
  }
  return serveFile(request, path, "image/png")
}
