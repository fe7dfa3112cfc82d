import { accountOf } from "@/lib/sandbox/identity"
import { createTask } from "@/lib/sandbox/runway/create"
import { isRunwayPath, runwayModelNames } from "@/lib/sandbox/runway/models"
import { serveOutput } from "@/lib/sandbox/runway/outputs"
import { toTask } from "@/lib/sandbox/runway/task"
import { openUpload, receiveForm } from "@/lib/sandbox/runway/uploads"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const version = "2024-11-06"

/** Runway's API under `/runway/v1`, its upload storage and its signed outputs. It has no callbacks. */
export function createRunway(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , area = "", kind = "", id] = url.pathname.split("/").map(decodeURIComponent)
      if (area === "outputs") return serveOutput(world, request, url)
      if (area === "storage") return receiveForm(world, request, kind)
      const account = authorise(request)
      if (account instanceof Response) return account
      if (area !== "v1") return answer(404, { error: "Not found" })
      const isPost = request.method === "POST"
      if (isRunwayPath(kind) && id === undefined) return isPost ? createTask(world, request, kind, account) : wrongMethod()
      if (kind === "uploads") return isPost ? openUpload(world, request) : wrongMethod()
      if (kind === "organization" && id === undefined)
        return request.method === "GET" ? organization(world, account) : wrongMethod()
      if (kind === "tasks" && id !== undefined) return task(world, request, id, account)
      return answer(404, { error: "Not found" })
    },
  }
}

function authorise(request: Request): string | Response {
  const [, key] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  if (key === undefined) return answer(401, { error: "You must provide an API key to access this endpoint." })
  if (!key.startsWith("sandbox")) return answer(401, { error: "The API key you provided is invalid." })
  const given = request.headers.get("x-runway-version")
  if (given === null) return answer(400, { error: "The X-Runway-Version header is required." })
  if (given !== version) return answer(400, { error: `Unsupported X-Runway-Version: ${given}` })
  return accountOf("runway", key)
}

function wrongMethod(): Response {
  return answer(405, { error: "Method not allowed" })
}

function task(world: World, request: Request, id: string, account: string): Response {
  if (request.method !== "GET" && request.method !== "DELETE") return wrongMethod()
  const job = world.find("runway", id)
  if (job?.account !== account) return answer(404, { error: "Could not find Task" })
  if (request.method === "GET") return answer(200, toTask(world, job))
  world.forget(job)
  return new Response(null, { status: 204 })
}

function organization(world: World, account: string): Response {
  const names = runwayModelNames
  const concurrent = world.settings.of("runway").concurrency
  const dayAgo = Date.now() - 86_400_000
  const recent = world.store.jobs({ vendor: "runway", account, limit: 100_000 }).filter((job) => job.acceptedAt > dayAgo)
  const used = (name: string) => recent.filter((job) => job.model.endsWith(`/${name}`)).length
  return answer(200, {
    creditBalance: 1_000_000,
    tier: {
      maxMonthlyCreditSpend: 10_000_000,
      models: Object.fromEntries(
        names.map((name) => [name, { maxConcurrentGenerations: concurrent, maxDailyGenerations: null }]),
      ),
    },
    usage: { models: Object.fromEntries(names.map((name) => [name, { dailyGenerations: used(name) }])) },
  })
}
