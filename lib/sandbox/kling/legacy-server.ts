import { createLegacyTask } from "@/lib/sandbox/kling/create"
import { fail, refuse, succeed } from "@/lib/sandbox/kling/envelope"
import { isLegacy, kindOf, toLegacyTask } from "@/lib/sandbox/kling/legacy-task"
import { legacyNames } from "@/lib/sandbox/kling/models"
import type { World } from "@/lib/sandbox/world"

/** The older API under `/kling/v1/videos`: create, one task by either id, and a list in pages. */
export async function serveLegacy(
  world: World,
  request: Request,
  [area, kind = "", id, ...more]: string[],
  account: string,
): Promise<Response> {
  if (area !== "videos" || !(kind in legacyNames) || more.length > 0) return fail(1203)
  if (request.method === "POST") return id === undefined ? createLegacyTask(world, request, kind, account) : fail(1202)
  if (request.method !== "GET") return fail(1202)
  if (id === undefined) return list(world, new URL(request.url), kind, account)
  const job = world.find("kling", id) ?? world.findExternal(account, id)
  if (job?.account !== account || !isLegacy(job) || kindOf(job) !== kind) return fail(1203, `task '${id}' not found`)
  return succeed(toLegacyTask(world, job))
}

/** Newest first. */
function list(world: World, url: URL, kind: string, account: string): Response {
  const number = (name: string, standard: number, most: number) => {
    const value = Number(url.searchParams.get(name) ?? standard)
    if (!Number.isInteger(value) || value < 1 || value > most) refuse(1201, `${name} must be between 1 and ${most}`)
    return value
  }
  const page = number("pageNum", 1, 1000)
  const size = number("pageSize", 30, 500)
  const jobs = world.store
    .jobs({ vendor: "kling", account, limit: 100_000 })
    .filter((job) => isLegacy(job) && kindOf(job) === kind && !job.isGone)
    .reverse()
    .slice((page - 1) * size, page * size)
  return succeed(jobs.map((job) => toLegacyTask(world, world.find("kling", job.id) ?? job)))
}
