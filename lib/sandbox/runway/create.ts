import { randomUUID } from "node:crypto"
import type { z } from "zod"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, withoutImages } from "@/lib/sandbox/images"
import type { Json } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { type Assets, findAssetIssue, findLengthIssue, readAssets } from "@/lib/sandbox/runway/assets"
import { bodyOf, modelsAt, type RunwayBody, type RunwayPath, soundsLike } from "@/lib/sandbox/runway/models"
import { creditsOf } from "@/lib/sandbox/runway/prices"
import { fpsOf, sizeOfBody } from "@/lib/sandbox/runway/shapes"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const docUrl = "https://docs.dev.runwayml.com/api"
/** "auto" is billed at the longest and refunded later; the sandbox then makes eight. */
const longestAuto = 15
const autoSeconds = 8

/** Every POST that starts a task. There is no idempotency: each that is taken is one more task. */
export async function createTask(world: World, request: Request, path: RunwayPath, account: string): Promise<Response> {
  const given = await readObject(request)
  if (!given) return answer(400, { error: "Invalid JSON in request body" })
  const prompt = typeof given.promptText === "string" ? given.promptText : ""
  const plan = world.plan("runway", prompt)
  const shown = withoutImages(given)
  const refused = refuse(world, plan, identityOf("runway", account, shown))
  if (refused) return refused

  const schema = typeof given.model === "string" ? bodyOf(path, given.model) : undefined
  if (!schema) return invalid([wrongModel(path)])
  const parsed = schema.safeParse(given)
  if (!parsed.success) return invalid(parsed.error.issues.map(toIssue))
  const body = parsed.data
  const assetIssue = findAssetIssue(body)
  if (assetIssue !== undefined) return invalid([assetIssue])
  const assets = await readAssets(world, body)
  const lengthIssue = assets instanceof BadImage ? undefined : findLengthIssue(body, assets)
  if (lengthIssue !== undefined) return invalid([lengthIssue])
  if (plan["no-credit"] !== undefined) return answer(400, { error: "You do not have enough credits to run this task." })

  const usable = assets instanceof BadImage ? {} : assets
  const fps = fpsOf(body, usable)
  const credits = creditsOf(body, { seconds: billedSeconds(body, usable), fps })
  const job = world.accept({
    id: randomUUID(),
    vendor: "runway",
    model: `${path}/${body.model}`,
    account,
    externalId: null,
    callbackUrl: null,
    request: shown,
    order: assets instanceof BadImage ? null : composeOrder(path, body, assets, fps, plan),
    plan,
    doom: assets instanceof BadImage ? { kind: "invalid", detail: assets.message } : doomOf(plan),
    price: credits,
  })
  const instead = await afterAcceptance(world, job, plan, () => answer(500, { error: "Internal server error" }))
  return instead ?? answer(200, { id: job.id, estimatedCost: { credits } })
}

function composeOrder(path: RunwayPath, body: RunwayBody, assets: Assets, fps: number, plan: Plan) {
  const { first, last, source } = assets
  // A performance is played by the character's still; other work begins as its clip does.
  const firstFrame = first?.sha256 ?? source?.firstFrame
  return compose(
    {
      name: body.model,
      size: sizeOfBody(path, body, assets),
      seconds: body.duration === "auto" ? autoSeconds : billedSeconds(body, assets),
      fps,
      prompt: body.promptText ?? "",
      seed: body.seed,
      sound: path !== "text_to_image" && soundsLike(body, source),
      firstFrame,
      lastFrame: last?.sha256,
      isStill: path === "text_to_image",
    },
    plan,
  )
}

function billedSeconds({ duration }: RunwayBody, { source }: Assets): number {
  if (source) return source.durationSeconds
  return duration === "auto" ? longestAuto : (duration ?? 5)
}

function refuse(world: World, plan: Plan, identity: string): Response | undefined {
  const error = "You have reached the rate limit for this model. Please try again later."
  if (world.strikes("rate-limit", plan, identity)) return answer(429, { error }, { "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) return answer(429, { error })
  if (world.strikes("error-before", plan, identity)) return answer(503, { error: "Service temporarily unavailable" })
  return undefined
}

function invalid(issues: Json[]): Response {
  return answer(400, { error: "Validation of body failed", issues, docUrl })
}

function wrongModel(path: RunwayPath): Json {
  return {
    code: "invalid_union_discriminator",
    path: ["model"],
    message: "Invalid discriminator value",
    options: modelsAt(path),
  }
}

function toIssue(issue: z.core.$ZodIssue): Json {
  const { input: _, ...rest } = issue
  return JSON.parse(JSON.stringify(rest))
}
