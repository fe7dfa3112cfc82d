import { randomBytes } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { type FailureCode, fail, refuse } from "@/lib/sandbox/seedance/envelope"
import { seedanceModels, tokensOf } from "@/lib/sandbox/seedance/models"
import { promptOf, readAsk } from "@/lib/sandbox/seedance/read"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** The whole request, stills and all. */
const maxBodyBytes = 64_000_000

/** POST /contents/generations/tasks. There is no idempotency: each POST that is taken is one more task. */
export async function createTask(world: World, request: Request, account: string): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes)
    return fail("InvalidParameter", "the request must not be larger than 64 MB")
  const body = await readObject(request)
  if (!body) return fail("InvalidParameter", "the request body is not a JSON object")
  const plan = world.plan("seedance", promptOf(body))
  const shown = withoutImages(body) as JsonObject
  const identity = identityOf("seedance", account, shown)
  if (plan["no-credit"] !== undefined) return fail("AccountOverdueError")
  if (world.strikes("rate-limit", plan, identity))
    return fail("RateLimitExceeded.EndpointRPMExceeded", undefined, undefined, { "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) return fail("RateLimitExceeded.EndpointRPMExceeded")
  if (world.strikes("error-before", plan, identity)) return fail("InternalServiceError")

  const id = typeof body.model === "string" ? body.model : ""
  const model = Object.hasOwn(seedanceModels, id) ? seedanceModels[id] : undefined
  if (!model) return body.model === undefined ? fail("MissingParameter") : fail("InvalidEndpointOrModel.NotFound")
  const ask = await readAsk(world, model, body)
  const code = refusalOf(plan)
  if (code) refuse(code)
  const job = world.accept({
    id: `cgt-${stamp()}-${randomBytes(4).toString("hex").slice(0, 5)}`,
    vendor: "seedance",
    model: id,
    account,
    externalId: null,
    callbackUrl: ask.callbackUrl !== null && isCallbackAddress(ask.callbackUrl) ? ask.callbackUrl : null,
    // What a look echoes stands beside the body, since the body may leave it to the model.
    request: { ...shown, echo: { ratio: ask.ratio, resolution: ask.resolution, duration: ask.seconds, audio: ask.sound } },
    order: compose(
      {
        name: model.name,
        size: ask.size,
        seconds: ask.seconds,
        prompt: ask.prompt,
        seed: ask.seed,
        sound: ask.sound,
        camera: ask.isFixed ? { move: "static", strength: 1 } : undefined,
        firstFrame: ask.firstFrame?.sha256,
        lastFrame: ask.lastFrame?.sha256,
      },
      plan,
    ),
    plan,
    doom: doomOf(plan),
    price: tokensOf(ask.size, ask.seconds),
  })
  const instead = await afterAcceptance(world, job, plan, () => fail("InternalServiceError"))
  return (
    instead ?? answer(200, { id: job.id, ...(ask.safetyIdentifier !== null && { safety_identifier: ask.safetyIdentifier }) })
  )
}

/** What the door refuses. ModelArk has no word for minors: the still is refused as it is for anything else. */
function refusalOf(plan: Plan): FailureCode | undefined {
  if (plan["refuse-prompt"] !== undefined) return "InputTextSensitiveContentDetected"
  if (plan["refuse-person"] !== undefined) return "InputImageSensitiveContentDetected.PrivacyInformation"
  if (plan["refuse-property"] !== undefined) return "InputTextSensitiveContentDetected.PolicyViolation"
  const isImage = plan["refuse-image"] !== undefined || plan["refuse-minor"] !== undefined
  return isImage ? "InputImageSensitiveContentDetected" : undefined
}

/** The moment as task ids carry it: year to second. */
function stamp(): string {
  return new Date().toISOString().replace(/\D/g, "").slice(0, 14)
}
