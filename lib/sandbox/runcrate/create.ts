import { randomUUID } from "node:crypto"
import { z } from "zod"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, download, fromDataUri, withoutImages } from "@/lib/sandbox/images"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { fail } from "@/lib/sandbox/runcrate/envelope"
import { toVideo } from "@/lib/sandbox/runcrate/video"
import { ratioOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, answer, Refusal, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** Ids that were seen word for word; Sora's are gone with the model behind them. */
const models: Readonly<Record<string, { name: string; seconds: readonly number[] }>> = {
  "google/veo-3.0": { name: "Veo 3.0", seconds: [4, 6, 8] },
  "wan-ai/Wan2.1-T2V-14B": { name: "Wan 2.1", seconds: [5] },
}

/** Unknown fields pass through to the model behind it, as the SDK expects. */
const createBody = z.looseObject({
  model: z.string(),
  prompt: z.string().min(1),
  duration: z.number().positive().optional(),
  duration_seconds: z.int().positive().optional(),
  aspect_ratio: z.enum(["16:9", "9:16", "1:1"]).default("16:9"),
  image_url: z.string().optional(),
})

/** POST /v1/videos. There is no idempotency: each one taken is one more. */
export async function createJob(world: World, request: Request, account: string): Promise<Response> {
  const given = await readObject(request)
  if (!given) return fail(400, "invalid_json", "Request body is not valid JSON")
  const plan = world.plan("runcrate", typeof given.prompt === "string" ? given.prompt : "")
  const shown = withoutImages(given)
  turnAway(world, plan, identityOf("runcrate", account, shown))
  const parsed = createBody.safeParse(given)
  if (!parsed.success) return fail(400, "invalid_request", z.prettifyError(parsed.error))
  const { model: modelId, prompt, duration, duration_seconds: whole, aspect_ratio: ratio, image_url: image } = parsed.data
  const model = models[modelId]
  if (!model) return fail(404, "model_not_found", `Model ${modelId} not found`)
  const seconds = duration ?? whole ?? model.seconds[0] ?? 5
  if (!model.seconds.includes(seconds)) return fail(422, "invalid_parameter", `duration ${seconds} is not supported`)
  const firstFrame = image === undefined ? undefined : await readImage(world, image)
  const size = sizeOf(720, ratioOf(ratio))
  const job = world.accept({
    id: `vid_${randomUUID().replaceAll("-", "")}`,
    vendor: "runcrate",
    model: modelId,
    account,
    externalId: null,
    callbackUrl: null,
    request: shown,
    order: compose({ name: model.name, size, seconds, prompt, sound: false, firstFrame }, plan),
    plan,
    doom: doomOf(plan),
    // No price is published.
    price: 0,
  })
  const instead = await afterAcceptance(world, job, plan, () => fail(502, "bad_gateway", "Bad gateway"))
  return instead ?? answer(200, toVideo(job))
}

function turnAway(world: World, plan: Plan, identity: string): void {
  const refuse = (...parts: Parameters<typeof fail>): never => {
    throw new Refusal(fail(...parts))
  }
  const tooFast = (headers: Record<string, string>) =>
    refuse(429, "rate_limit_exceeded", "Rate limit exceeded", {
      "x-ratelimit-limit": "60",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 2),
      ...headers,
    })
  if (plan["no-credit"] !== undefined) refuse(402, "insufficient_credits", "Insufficient credits")
  if (world.strikes("rate-limit", plan, identity)) tooFast({ "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) tooFast({})
  if (world.strikes("error-before", plan, identity)) refuse(500, "internal_error", "Internal server error")
}

async function readImage(world: World, address: string): Promise<string> {
  try {
    const bytes = fromDataUri(address)?.bytes ?? (await download(address, 20_000_000))
    return (await world.images.keep(bytes)).sha256
  } catch (error) {
    if (error instanceof BadImage) throw new Refusal(fail(422, "invalid_image", `image_url: ${error.message}`))
    throw error
  }
}
