import { randomBytes } from "node:crypto"
import { z } from "zod"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { fail, notFound, refuseInput } from "@/lib/sandbox/replicate/errors"
import { readInput } from "@/lib/sandbox/replicate/input"
import { replicateModels } from "@/lib/sandbox/replicate/models"
import { toPrediction } from "@/lib/sandbox/replicate/prediction"
import { afterAcceptance, answer, isObject, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const events = z.array(z.enum(["start", "output", "logs", "completed"]))
/** "Prefer: wait" holds the answer for as long as this. */
const mostWaitSeconds = 60

/** POST /v1/models/{owner}/{name}/predictions, and /v1/predictions with that name as version. */
export async function createPrediction(world: World, request: Request, account: string, named?: string): Promise<Response> {
  const body = await readObject(request)
  if (!body) return fail(400, "Bad Request", "The request body is not valid JSON.")
  const modelId = named ?? (typeof body.version === "string" ? (body.version.split(":")[0] ?? "") : "")
  const model = Object.hasOwn(replicateModels, modelId) ? replicateModels[modelId] : undefined
  if (!model) {
    return named === undefined
      ? fail(422, "Invalid version or not permitted", "The specified version does not exist (or you do not have permission).")
      : notFound()
  }
  const input = isObject(body.input) ? body.input : undefined
  if (!input) return refuseInput([{ field: "input", description: "input is required" }])
  const plan = world.plan("replicate", typeof input.prompt === "string" ? input.prompt : "")
  const shown = withoutImages(body)
  const refused = turnedAway(world, plan, identityOf("replicate", account, shown))
  if (refused) return refused
  const { webhook } = body
  if (webhook !== undefined && (typeof webhook !== "string" || !isCallbackAddress(webhook))) {
    return refuseInput([{ field: "webhook", description: "must be a valid HTTPS URL" }])
  }
  if (body.webhook_events_filter !== undefined && !events.safeParse(body.webhook_events_filter).success) {
    return refuseInput([{ field: "webhook_events_filter", description: "must be one of start, output, logs, completed" }])
  }
  const { order, seconds } = await readInput(world, model, input, plan)
  const job = world.accept({
    id: randomBytes(16).toString("hex").slice(0, 26),
    vendor: "replicate",
    model: modelId,
    account,
    externalId: null,
    callbackUrl: typeof webhook === "string" ? webhook : null,
    request: shown,
    order,
    plan,
    doom: order === null ? { kind: "invalid", detail: null } : doomOf(plan),
    price: seconds,
  })
  const instead = await afterAcceptance(world, job, plan, () => fail(500, "Internal Server Error", "Internal server error"))
  if (instead) return instead
  const [, wait] = /^wait(?:=(\d+))?$/.exec(request.headers.get("prefer") ?? "") ?? ["", undefined]
  if (request.headers.get("prefer")?.startsWith("wait")) {
    await world.finished(job, Math.min(mostWaitSeconds, Number(wait ?? mostWaitSeconds)) * 1000)
  }
  return answer(201, toPrediction(world, world.find("replicate", job.id) ?? job))
}

function turnedAway(world: World, plan: Plan, identity: string): Response | undefined {
  const throttled = "Request was throttled."
  if (world.strikes("rate-limit", plan, identity)) {
    return fail(429, "Too Many Requests", `${throttled} Your rate limit resets in ~2s.`, { "retry-after": "2" })
  }
  if (world.strikes("rate-limit-bare", plan, identity)) return fail(429, "Too Many Requests", throttled)
  if (world.strikes("error-before", plan, identity)) return fail(503, "Service Unavailable", "Service temporarily unavailable")
  if (plan["no-credit"] === undefined) return undefined
  return fail(402, "Insufficient credit", "You have insufficient credit to run this model. Go to your billing page.")
}
