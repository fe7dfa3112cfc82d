import { doomOf } from "@/lib/sandbox/doom"
import { falModels } from "@/lib/sandbox/fal/models"
import { oddWords } from "@/lib/sandbox/fal/odd-words"
import { prepare } from "@/lib/sandbox/fal/prepare"
import { identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import type { Job, JobFailure } from "@/lib/sandbox/job"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** POST /{endpoint}: fal's queue takes any JSON for a known app; what is wrong with it comes out as the result. */
export async function submitFal(world: World, request: Request, endpoint: string, account: string): Promise<Response> {
  const model = falModels[endpoint]
  if (!model)
    return answer(
      404,
      { detail: `Application '${endpoint.split("/")[1] ?? endpoint}' not found` },
      { "x-fal-error-type": "not_found" },
    )
  const input = await readObject(request)
  if (!input)
    return answer(422, { detail: [{ loc: ["body"], msg: "Input should be a valid dictionary or object", type: "dict_type" }] })
  const callbackUrl = new URL(request.url).searchParams.get("fal_webhook")
  const prompt = typeof input.prompt === "string" ? input.prompt : ""
  const plan = world.plan("fal", prompt)
  const shown = withoutImages(input)
  const refused = refuse(world, plan, identityOf("fal", account, shown, callbackUrl))
  if (refused) return refused

  const { order, issues, seconds } = await prepare(world, model, input, plan)
  const job = world.accept({
    vendor: "fal",
    model: endpoint,
    account,
    externalId: null,
    callbackUrl: callbackUrl !== null && isCallbackAddress(callbackUrl) ? callbackUrl : null,
    request: shown,
    order,
    plan,
    doom: issues.length > 0 ? { kind: "invalid", detail: issues as JobFailure["detail"] } : doomOf(plan),
    price: seconds,
  })
  const instead = await afterAcceptance(world, job, plan, () =>
    infrastructure(500, "Internal server error", "internal_server_error"),
  )
  return (
    instead ??
    answer(
      200,
      { request_id: job.id, ...urlsOf(world, job), queue_position: 0, status: "IN_QUEUE", ...oddWords(plan) },
      { "x-fal-request-id": job.id },
    )
  )
}

/** The addresses fal gives out: the app alone, without the endpoint's sub-path. */
export function urlsOf(world: World, job: Job): { response_url: string; status_url: string; cancel_url: string } {
  const base = `${world.origin()}/fal/queue/${appOf(job.model)}/requests/${job.id}`
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` }
}

export function appOf(endpoint: string): string {
  return endpoint.split("/").slice(0, 2).join("/")
}

function infrastructure(status: number, detail: string, type: string, headers: Record<string, string> = {}): Response {
  return answer(status, { detail, error_type: type }, { "x-fal-error-type": type, ...headers })
}

function refuse(world: World, plan: Plan, identity: string): Response | undefined {
  if (world.strikes("rate-limit", plan, identity)) {
    return infrastructure(429, "Too many requests. Please retry later.", "rate_limited", {
      "retry-after": "2",
      "x-fal-needs-retry": "1",
    })
  }
  if (world.strikes("rate-limit-bare", plan, identity))
    return infrastructure(429, "Too many requests. Please retry later.", "rate_limited")
  if (plan["no-credit"] !== undefined) {
    return answer(403, {
      detail: "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.",
    })
  }
  if (world.strikes("error-before", plan, identity))
    return infrastructure(503, "Failed to schedule the request", "runner_scheduling_failure")
  return undefined
}
