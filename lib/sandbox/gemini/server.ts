import { createInteraction, requireJob } from "@/lib/sandbox/gemini/create"
import { serveStored } from "@/lib/sandbox/gemini/files"
import { toInteraction } from "@/lib/sandbox/gemini/interaction"
import { imageModels, omniModels, retiredModels } from "@/lib/sandbox/gemini/models"
import { openGeminiSigner } from "@/lib/sandbox/gemini/webhook"
import { errorInfo, googleError } from "@/lib/sandbox/google"
import { accountOf } from "@/lib/sandbox/identity"
import { isOver } from "@/lib/sandbox/job"
import type { VendorServer } from "@/lib/sandbox/vendor-wire"
import { answer } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** The Gemini API under `/gemini/v1beta`: interactions, files and models; and the keys that callbacks are signed with. */
export function createGemini(world: World): VendorServer {
  return {
    async handle(request) {
      const url = new URL(request.url)
      const [, , version = "", kind = "", ...rest] = url.pathname.split("/").map(decodeURIComponent)
      if (version === ".well-known" && kind === "jwks.json") return answer(200, openGeminiSigner(world.store).jwks())
      const account = authorise(request, url)
      if (account instanceof Response) return account
      if (version !== "v1beta" && version !== "v1") return googleError(404, "Not Found")
      if (kind === "interactions") return interactions(world, request, rest, account)
      if (kind === "files") return serveStored(world, request, rest[0] ?? "", account)
      if (kind === "models") return models(rest[0])
      return googleError(404, "Not Found")
    },
  }
}

/** The key as a header or in the query. Without one it is 403, with a wrong one 400: so does Google. */
function authorise(request: Request, url: URL): string | Response {
  const key = request.headers.get("x-goog-api-key") ?? url.searchParams.get("key")
  if (!key) {
    const message =
      "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."
    return googleError(403, message)
  }
  if (key.startsWith("sandbox")) return accountOf("gemini", key)
  return googleError(400, "API key not valid. Please pass a valid API key.", [errorInfo("API_KEY_INVALID")])
}

async function interactions(
  world: World,
  request: Request,
  [id, action, ...more]: string[],
  account: string,
): Promise<Response> {
  const { method } = request
  if (id === undefined) return method === "POST" ? createInteraction(world, request, account) : googleError(404, "Not Found")
  if (more.length > 0 || (action !== undefined && action !== "cancel")) return googleError(404, "Not Found")
  const job = requireJob(world, id, account)
  if (action === "cancel") {
    if (method !== "POST") return googleError(404, "Not Found")
    if (isOver(job)) return googleError(400, `Interaction ${id} is not running.`)
    world.cancel(job)
    return answer(200, await toInteraction(world, request, job))
  }
  if (method === "DELETE") {
    world.forget(job)
    return answer(200, {})
  }
  return method === "GET" ? answer(200, await toInteraction(world, request, job)) : googleError(404, "Not Found")
}

function models(name: string | undefined): Response {
  const [id = "", verb] = (name ?? "").split(":")
  const known = [...Object.keys(omniModels), ...Object.keys(imageModels)]
  if (name === undefined) return answer(200, { models: known.map((model) => ({ name: `models/${model}` })) })
  if (verb === undefined && known.includes(id)) return answer(200, { name: `models/${id}` })
  const isGone = retiredModels.has(id)
  return googleError(
    404,
    isGone
      ? `This model models/${id} is no longer available. Please update your code to use a newer model.`
      : `models/${id} is not found for API version v1beta, or is not supported for ${verb ?? "this"}.`,
  )
}
