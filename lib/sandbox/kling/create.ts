import { randomInt } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import { fail, refuse, succeed } from "@/lib/sandbox/kling/envelope"
import { klingModels, klingPaths } from "@/lib/sandbox/kling/models"
import { type KlingAsk, promptOf, readAsk } from "@/lib/sandbox/kling/read"
import { toCreated } from "@/lib/sandbox/kling/task"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import { ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, isObject, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** POST /{kind}/{model}. */
export async function createTask(
  world: World,
  request: Request,
  kind: string,
  modelId: string,
  account: string,
): Promise<Response> {
  const model = klingModels[modelId]
  if (!model || !klingPaths[kind]?.includes(modelId)) return fail(1203, `model '${modelId}' does not exist`)
  const body = await readObject(request)
  if (!body) return fail(1200, "Request body is not valid JSON")
  const plan = world.plan("kling", promptOf(body))
  const shown = withoutImages(body)
  const given =
    isObject(body.options) && typeof body.options.external_task_id === "string" ? body.options.external_task_id : null
  const identity = identityOf("kling", account, shown, given)
  if (world.strikes("rate-limit", plan, identity)) return fail(1302, undefined, { "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) return fail(1302)
  if (world.strikes("error-before", plan, identity)) return fail(5001)

  const ask = await readAsk(world, kind, model, body)
  if (plan["refuse-prompt"] !== undefined) refuse(1301)
  if (ask.externalId !== null && world.store.jobByExternalId(account, ask.externalId)) {
    refuse(1201, `external_task_id '${ask.externalId}' already exists`)
  }
  if (world.openJobs("kling", account).length >= world.settings.of("kling").concurrency) refuse(1303)
  const units = model.units[ask.resolution]?.[ask.sound ? 1 : 0] ?? 0
  const job = world.accept({
    id: String(8 * 10 ** 14 + randomInt(10 ** 14)),
    vendor: "kling",
    model: `${kind}/${modelId}`,
    account,
    externalId: ask.externalId,
    callbackUrl: ask.callbackUrl !== null && isCallbackAddress(ask.callbackUrl) ? ask.callbackUrl : null,
    request: shown,
    order: compose(
      {
        name: model.name,
        size: chooseSize(ask),
        seconds: ask.seconds,
        prompt: ask.prompt,
        sound: ask.sound,
        firstFrame: ask.firstFrame?.sha256,
        lastFrame: ask.lastFrame?.sha256,
      },
      plan,
    ),
    plan,
    doom: doomOf(plan),
    price: units * ask.seconds,
  })
  const instead = await afterAcceptance(world, job, plan, () => fail(5000))
  return instead ?? succeed(toCreated(job))
}

/** From a frame the clip keeps the frame's own shape. */
function chooseSize(ask: KlingAsk): Size {
  const ratio = ask.firstFrame ? ask.firstFrame.width / ask.firstFrame.height : ratioOf(ask.aspectRatio ?? "16:9")
  return sizeOf(shortSideOf(ask.resolution), ratio)
}
