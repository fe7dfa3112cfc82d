import { randomInt } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { withoutImages } from "@/lib/sandbox/images"
import type { Job, Json, JsonObject } from "@/lib/sandbox/job"
import { fail, refuse, succeed } from "@/lib/sandbox/kling/envelope"
import { readLegacyAsk } from "@/lib/sandbox/kling/legacy-read"
import { toLegacyCreated } from "@/lib/sandbox/kling/legacy-task"
import { type KlingModel, klingModels, klingPaths, legacyNames } from "@/lib/sandbox/kling/models"
import { type KlingAsk, promptOf, readAsk } from "@/lib/sandbox/kling/read"
import { toCreated } from "@/lib/sandbox/kling/task"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, isObject, Refusal, readObject } from "@/lib/sandbox/wire"
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
  const options = isObject(body.options) ? body.options : {}
  const begun = begin(world, body, promptOf(body), options.external_task_id, account)
  const ask = await readAsk(world, kind, model, body)
  return take(world, { ...begun, account, model, ask, path: `${kind}/${modelId}` }, (job) => succeed(toCreated(job)))
}

/** POST /v1/videos/{kind}, the older API. */
export async function createLegacyTask(world: World, request: Request, kind: string, account: string): Promise<Response> {
  const body = await readObject(request)
  if (!body) return fail(1200, "Request body is not valid JSON")
  const name = String(body.model_name ?? "kling-v1")
  const model = klingModels[legacyNames[kind]?.[name] ?? ""]
  if (!model) return fail(1203, `model_name '${name}' does not exist`)
  const prompt = typeof body.prompt === "string" ? body.prompt : ""
  const begun = begin(world, body, prompt, body.external_task_id, account)
  const ask = await readLegacyAsk(world, kind, model, body)
  return take(world, { ...begun, account, model, ask, path: `v1/${kind}/${name}` }, (job) => succeed(toLegacyCreated(job)))
}

/** What is rehearsed before a body is even read. Ends the handler where the plan says so. */
function begin(world: World, body: JsonObject, prompt: string, externalId: Json | undefined, account: string) {
  const plan = world.plan("kling", prompt)
  const shown = withoutImages(body)
  const identity = identityOf("kling", account, shown, typeof externalId === "string" ? externalId : null)
  if (plan["no-credit"] !== undefined) refuse(1102)
  if (world.strikes("rate-limit", plan, identity)) throw new Refusal(fail(1302, undefined, { "retry-after": "2" }))
  if (world.strikes("rate-limit-bare", plan, identity)) refuse(1302)
  if (world.strikes("error-before", plan, identity)) refuse(5001)
  return { plan, shown }
}

type Taking = { plan: Plan; shown: Json; account: string; model: KlingModel; ask: KlingAsk; path: string }

async function take(
  world: World,
  { plan, shown, account, model, ask, path }: Taking,
  toAnswer: (job: Job) => Response,
): Promise<Response> {
  if (plan["refuse-prompt"] !== undefined) refuse(1301)
  if (ask.externalId !== null && world.store.jobByExternalId(account, ask.externalId)) {
    refuse(1201, `external_task_id '${ask.externalId}' already exists`)
  }
  if (world.openJobs("kling", account).length >= world.settings.of("kling").concurrency) refuse(1303)
  const units = model.units[ask.resolution]?.[ask.sound ? 1 : 0] ?? 0
  const job = world.accept({
    id: String(8 * 10 ** 14 + randomInt(10 ** 14)),
    vendor: "kling",
    model: path,
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
  return instead ?? toAnswer(job)
}

/** From a frame the clip keeps the frame's own shape. */
function chooseSize(ask: KlingAsk): Size {
  const ratio = ask.firstFrame ? ask.firstFrame.width / ask.firstFrame.height : ratioOf(ask.aspectRatio ?? "16:9")
  return sizeOf(shortSideOf(ask.resolution), ratio)
}
