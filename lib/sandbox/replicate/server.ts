import { serveClip } from "@/lib/sandbox/files"
import { accountOf } from "@/lib/sandbox/identity"
import { isOver } from "@/lib/sandbox/job"
import { createPrediction } from "@/lib/sandbox/replicate/create"
import { fail, notFound, wrongMethod } from "@/lib/sandbox/replicate/errors"
import { handleFiles } from "@/lib/sandbox/replicate/files"
import { replicateModels } from "@/lib/sandbox/replicate/models"
import { lifeOf, toPrediction } from "@/lib/sandbox/replicate/prediction"
import { webhookSecretOf } from "@/lib/sandbox/replicate/webhook"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const pageLength = 100

/** Replicate's API under `/replicate/v1`, and its files under `/replicate/delivery`. */
export function createReplicate(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , area, kind = "", ...rest] = url.pathname.split("/").map(decodeURIComponent)
      if (area === "delivery") return deliver(world, request, kind)
      const account = authorise(request)
      if (account instanceof Response) return account
      if (area !== "v1") return notFound()
      const isPost = request.method === "POST"
      if (kind === "models" && rest[2] === "predictions" && rest.length === 3) {
        return isPost ? createPrediction(world, request, account, `${rest[0]}/${rest[1]}`) : wrongMethod()
      }
      if (kind === "models" && rest.length === 2) return showModel(`${rest[0]}/${rest[1]}`)
      if (kind === "predictions") return predictions(world, request, url, account, rest)
      if (kind === "files" && rest.length <= 1) return handleFiles(world, request, account, rest[0])
      if (request.method !== "GET") return wrongMethod()
      if (kind === "account") return answer(200, { type: "user", username: "sandbox", name: "Sandbox", github_url: null })
      if (url.pathname === "/replicate/v1/webhooks/default/secret") return answer(200, { key: webhookSecretOf(world) })
      return notFound()
    },
  }
}

function authorise(request: Request): string | Response {
  const [, key] = /^(?:Bearer|Token)\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? []
  if (key?.startsWith("sandbox")) return accountOf("replicate", key)
  return fail(401, "Unauthenticated", "You did not pass a valid authentication token")
}

function showModel(id: string): Response {
  const model = replicateModels[id]
  const [owner = "", name = ""] = id.split("/")
  if (!model) return notFound()
  const url = `https://replicate.com/${id}`
  return answer(200, { url, owner, name, description: model.name, visibility: "public", is_official: true, run_count: 0 })
}

async function predictions(
  world: World,
  request: Request,
  url: URL,
  account: string,
  [id, action]: string[],
): Promise<Response> {
  const isPost = request.method === "POST"
  if (id === undefined) return isPost ? createPrediction(world, request, account) : list(world, url, account)
  const job = world.find("replicate", id)
  if (job?.account !== account) return notFound()
  if (action === undefined) return request.method === "GET" ? answer(200, toPrediction(world, job)) : wrongMethod()
  if (action !== "cancel") return notFound()
  if (!isPost) return wrongMethod()
  if (!isOver(job)) world.cancel(job)
  return answer(200, toPrediction(world, job))
}

/** GET /v1/predictions: newest first, a hundred to a page. */
function list(world: World, url: URL, account: string): Response {
  const before = Number(url.searchParams.get("cursor") ?? Number.MAX_SAFE_INTEGER)
  const jobs = world.store
    .jobs({ vendor: "replicate", account, limit: 100_000 })
    .filter((job) => !job.isGone && job.sequence < before)
    .reverse()
  const page = jobs.slice(0, pageLength)
  const last = jobs.length > pageLength ? page.at(-1) : undefined
  return answer(200, {
    previous: null,
    next: last ? `${world.origin()}/replicate/v1/predictions?cursor=${last.sequence}` : null,
    results: page.map((job) => toPrediction(world, world.find("replicate", job.id) ?? job)),
  })
}

/** Result files are public for an hour. */
async function deliver(world: World, request: Request, id: string): Promise<Response> {
  const job = world.find("replicate", id)
  const isGone = !job?.finishedAt || job.plan["expired-link"] !== undefined || Date.now() > job.finishedAt + lifeOf(world)
  return isGone ? new Response("Not Found", { status: 404 }) : serveClip(world, request, job)
}
