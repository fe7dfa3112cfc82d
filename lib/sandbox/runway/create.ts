import { randomUUID } from "node:crypto"
import type { z } from "zod"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, type StoredImage, withoutImages } from "@/lib/sandbox/images"
import type { Json } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { type RunwayBody, runwayModels, sizeOfBody } from "@/lib/sandbox/runway/models"
import { findAddressIssue, readAsset } from "@/lib/sandbox/runway/uploads"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

export type RunwayPath = "text_to_video" | "image_to_video"

const docUrl = "https://docs.dev.runwayml.com/api"
const longestAuto = 15

/** POST /v1/text_to_video and /v1/image_to_video. There is no idempotency: each POST that is taken is one more task. */
export async function createTask(world: World, request: Request, path: RunwayPath, account: string): Promise<Response> {
  const given = await readObject(request)
  if (!given) return answer(400, { error: "Invalid JSON in request body" })
  const prompt = typeof given.promptText === "string" ? given.promptText : ""
  const plan = world.plan("runway", prompt)
  const shown = withoutImages(given)
  const refused = refuse(world, plan, identityOf("runway", account, shown))
  if (refused) return refused

  const model = typeof given.model === "string" ? runwayModels[given.model] : undefined
  const schema = path === "text_to_video" ? model?.textToVideo : model?.imageToVideo
  if (!model || !schema)
    return invalid([
      { code: "invalid_union_discriminator", path: ["model"], message: "Invalid discriminator value", options: modelsOf(path) },
    ])
  const parsed = schema.safeParse(given)
  if (!parsed.success) return invalid(parsed.error.issues.map(toIssue))
  const body = parsed.data
  const addressIssue = addressesOf(body)
    .map(findAddressIssue)
    .find((issue) => issue !== undefined)
  if (addressIssue !== undefined) return invalid([{ code: "custom", path: ["promptImage"], message: addressIssue }])

  const frames = await readFrames(world, body)
  const seconds = typeof body.duration === "number" ? body.duration : body.duration === "auto" ? longestAuto : 5
  const credits = Math.ceil(model.credits(body, seconds))
  const job = world.accept({
    id: randomUUID(),
    vendor: "runway",
    model: `${path}/${body.model}`,
    account,
    externalId: null,
    callbackUrl: null,
    request: shown,
    order:
      frames instanceof BadImage
        ? null
        : compose(
            {
              name: model.name,
              size: sizeOfBody(body),
              seconds: body.duration === "auto" ? 8 : seconds,
              prompt,
              seed: body.seed,
              sound: body.audio ?? false,
              firstFrame: frames.first?.sha256,
              lastFrame: frames.last?.sha256,
            },
            plan,
          ),
    plan,
    doom: frames instanceof BadImage ? { kind: "invalid", detail: frames.message } : doomOf(plan),
    price: credits,
  })
  const instead = await afterAcceptance(world, job, plan, () => answer(500, { error: "Internal server error" }))
  return instead ?? answer(200, { id: job.id, estimatedCost: { credits } })
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

function toIssue(issue: z.core.$ZodIssue): Json {
  const { input: _, ...rest } = issue
  return JSON.parse(JSON.stringify(rest))
}

function modelsOf(path: RunwayPath): string[] {
  return Object.entries(runwayModels).flatMap(([id, model]) =>
    (path === "text_to_video" ? model.textToVideo : model.imageToVideo) ? [id] : [],
  )
}

function addressesOf({ promptImage = [], references = [] }: RunwayBody): string[] {
  const images = typeof promptImage === "string" ? [promptImage] : promptImage.map(({ uri }) => uri)
  return [...images, ...references.map(({ uri }) => uri)]
}

/** The frames by position; images without one are references, which the renderer does not draw. */
async function readFrames(world: World, body: RunwayBody): Promise<{ first?: StoredImage; last?: StoredImage } | BadImage> {
  const given =
    typeof body.promptImage === "string" ? [{ uri: body.promptImage, position: "first" as const }] : (body.promptImage ?? [])
  const frames: { first?: StoredImage; last?: StoredImage } = {}
  try {
    for (const { uri, position } of given) {
      const image = await readAsset(world, uri)
      if (position) frames[position] = image
    }
    for (const { uri } of body.references ?? []) await readAsset(world, uri)
    return frames
  } catch (error) {
    if (error instanceof BadImage) return error
    throw error
  }
}
