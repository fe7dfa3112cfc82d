import { randomUUID } from "node:crypto"
import type { z } from "zod"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { toInteraction } from "@/lib/sandbox/gemini/interaction"
import { imageModels, omniModels, retiredModels } from "@/lib/sandbox/gemini/models"
import { bindRoles, readStills, wordsIn } from "@/lib/sandbox/gemini/roles"
import { imageBody, videoBody } from "@/lib/sandbox/gemini/schema"
import { googleError, refusalWords, refuseGoogle, turnAway } from "@/lib/sandbox/google"
import { identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import type { Job, JsonObject } from "@/lib/sandbox/job"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import type { Plan } from "@/lib/sandbox/rehearsals"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import { ratioOf, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const depleted =
  "Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing."

/** What a kind of request comes to, once it was read. */
type Wanted = { order: RenderOrder; price: number; isBackground: boolean; callbackUrl: string | null }

/** POST /interactions. There is no idempotency: each one that is taken is one more. */
export async function createInteraction(world: World, request: Request, account: string): Promise<Response> {
  const given = await readObject(request)
  if (!given) return googleError(400, "Invalid JSON payload received.")
  const model = typeof given.model === "string" ? given.model.replace(/^models\//, "") : ""
  const plan = world.plan("gemini", wordsIn(given))
  const shown = withoutImages(given)
  turnAway(world, plan, identityOf("gemini", account, shown), () => googleError(429, depleted))
  if (retiredModels.has(model)) {
    return googleError(404, `This model models/${model} is no longer available. Please use a newer model.`)
  }
  const wanted = omniModels[model]
    ? await wantClip(world, model, given, plan)
    : imageModels[model]
      ? await wantStill(world, model, given, plan)
      : refuseGoogle(404, `models/${model} is not found for API version v1beta, or is not supported.`)
  if (plan["refuse-prompt"] !== undefined) return googleError(400, refusalWords.prompt)

  const job = world.accept({
    id: `v1_${randomUUID().replaceAll("-", "")}`,
    vendor: "gemini",
    model,
    account,
    externalId: null,
    callbackUrl: wanted.callbackUrl,
    request: shown,
    order: wanted.order,
    plan,
    doom: doomOf(plan),
    price: wanted.price,
  })
  const instead = await afterAcceptance(world, job, plan, () => googleError(500, "Internal error encountered."))
  if (instead) return instead
  if (!wanted.isBackground) await world.finished(job, 120_000)
  return answer(200, await toInteraction(world, request, job))
}

async function wantClip(world: World, modelId: string, given: JsonObject, plan: Plan): Promise<Wanted> {
  const model = omniModels[modelId]
  const body = parse(videoBody, given)
  const { response_format: format, input, background, store, webhook_config: webhook } = body
  const seconds = Number.parseInt(format.duration, 10)
  if (!model?.resolutions.includes(format.resolution)) {
    refuseGoogle(400, `Resolution '${format.resolution}' is not supported by models/${modelId}.`)
  }
  if (seconds < 3 || seconds > model.maxSeconds) {
    refuseGoogle(400, `Duration must be between 3s and ${model.maxSeconds}s for models/${modelId}.`)
  }
  if (background && !store) refuseGoogle(400, "background requires store to be true.")
  if (webhook && !background) refuseGoogle(400, "webhook_config requires background to be true.")
  const stills = await readStills(world, input)
  const task = body.generation_config?.video_config?.task
  const roles = bindRoles(input, task, stills.length)
  const at = (index: number | undefined) => (index === undefined ? undefined : stills[index]?.sha256)
  return {
    order: compose(
      {
        name: model.name,
        size: sizeOf(shortSideOf(format.resolution), ratioOf(format.aspect_ratio)),
        seconds,
        prompt: roles.prompt,
        sound: true,
        firstFrame: at(roles.first),
        lastFrame: model.takesLastFrame ? at(roles.last) : undefined,
      },
      plan,
    ),
    price: (model.prices[format.resolution] ?? 0) * seconds,
    isBackground: background,
    callbackUrl: webhook?.uris.find(isCallbackAddress) ?? null,
  }
}

const edges: Readonly<Record<string, number>> = { "512": 512, "1K": 1024, "2K": 2048, "4K": 4096 }

async function wantStill(world: World, modelId: string, given: JsonObject, plan: Plan): Promise<Wanted> {
  const { response_format: format, input, background } = parse(imageBody, given)
  if (!imageModels[modelId]?.includes(format.image_size)) {
    refuseGoogle(400, `image_size '${format.image_size}' is not supported by models/${modelId}.`)
  }
  await readStills(world, input)
  const ratio = ratioOf(format.aspect_ratio)
  // The named size is that of a square; other shapes keep its area.
  const short = (edges[format.image_size] ?? 1024) * Math.sqrt(Math.min(ratio, 1 / ratio))
  const { prompt } = bindRoles(input, undefined, 0)
  return {
    order: compose({ name: modelId, size: sizeOf(short, ratio), seconds: 0, prompt, sound: false, isStill: true }, plan),
    price: 0,
    isBackground: background,
    callbackUrl: null,
  }
}

function parse<T>(schema: z.ZodType<T>, given: JsonObject): T {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuseGoogle(400, `Invalid value at '${issue?.path.join(".")}': ${issue?.message}`)
}

/** A job of this key; ends the handler with 404 where there is none. */
export function requireJob(world: World, id: string, account: string): Job {
  const job = world.find("gemini", id)
  return job?.account === account ? job : refuseGoogle(404, `Interaction ${id} was not found.`)
}
