import { randomUUID } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { errorInfo, googleError, refuseGoogle, turnAway } from "@/lib/sandbox/google"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, withoutImages } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import { ratioOf, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { type VeoModel, veoModels } from "@/lib/sandbox/vertex/models"
import { type PredictBody, predictBody, type VeoImage } from "@/lib/sandbox/vertex/schema"
import { afterAcceptance, answer, isObject, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

/** About four characters to a token, as in English. */
const maxPromptCharacters = 1024 * 4

/** POST …/models/{model}:predictLongRunning. There is no idempotency: each one that is taken is one more. */
export async function predict(world: World, request: Request, parent: string, modelId: string, account: string) {
  const given = await readObject(request)
  if (!given) return googleError(400, "Invalid JSON payload received.")
  const plan = world.plan("vertex", promptOf(given))
  const shown = withoutImages(given)
  turnAway(world, plan, identityOf("vertex", account, shown), () =>
    googleError(
      403,
      "This API method requires billing to be enabled. Please enable billing on project by visiting https://console.developers.google.com/billing/enable then retry.",
      [errorInfo("BILLING_DISABLED")],
    ),
  )
  const model = veoModels[modelId]
  if (!model) {
    const name = `${parent}/publishers/google/models/${modelId}`
    return googleError(404, `Publisher Model \`${name}\` was not found or your project does not have access to it.`)
  }
  const body = parse(given)
  const [instance] = body.instances
  if (!instance) return googleError(400, "instances must hold exactly one instance.")
  const { parameters } = body
  checkRules(model, modelId, body)
  const frame = async (image: VeoImage | undefined) => (image ? await keep(world, image) : undefined)
  const [first, last] = await Promise.all([frame(instance.image), frame(instance.lastFrame)])
  await Promise.all((instance.referenceImages ?? []).map(({ image }) => keep(world, image)))
  const [silent = 0, sound = 0] = model.prices[parameters.resolution] ?? []
  const job = world.accept({
    id: randomUUID(),
    vendor: "vertex",
    model: modelId,
    account,
    externalId: null,
    callbackUrl: null,
    request: shown,
    order: compose(
      {
        name: model.name,
        size: sizeOf(shortSideOf(parameters.resolution), ratioOf(parameters.aspectRatio)),
        seconds: parameters.durationSeconds,
        prompt: instance.prompt ?? "",
        seed: parameters.seed,
        sound: parameters.generateAudio,
        firstFrame: first,
        lastFrame: last,
      },
      plan,
    ),
    plan,
    doom: doomOf(plan),
    price: (parameters.generateAudio ? sound : silent) * parameters.durationSeconds,
  })
  const instead = await afterAcceptance(world, job, plan, () => googleError(500, "Internal error encountered."))
  return instead ?? answer(200, { name: `${parent}/publishers/google/models/${modelId}/operations/${job.id}` })
}

/** The prompt of a body, before anything else is looked at. */
function promptOf({ instances }: JsonObject): string {
  const [instance] = Array.isArray(instances) ? instances : []
  return isObject(instance) && typeof instance.prompt === "string" ? instance.prompt : ""
}

function parse(given: JsonObject): PredictBody {
  const parsed = predictBody.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return refuseGoogle(400, `Invalid value at '${issue?.path.join(".")}': ${issue?.message}`)
}

/** What depends on the model, or on several fields at once. */
function checkRules(model: VeoModel, modelId: string, { instances: [instance], parameters }: PredictBody): void {
  const { resolution, durationSeconds } = parameters
  if (!model.resolutions.includes(resolution)) refuseGoogle(400, `Resolution ${resolution} is not supported by ${modelId}.`)
  if ((instance?.prompt ?? "").length > maxPromptCharacters) {
    refuseGoogle(400, "The prompt is too long: at most 1024 tokens are supported.")
  }
  if (instance?.lastFrame && !model.takesLastFrame) refuseGoogle(400, `lastFrame is not supported by ${modelId}.`)
  const references = instance?.referenceImages ?? []
  if (references.length > model.maxReferences) {
    refuseGoogle(400, `At most ${model.maxReferences} reference images are supported by ${modelId}.`)
  }
  if (references.some(({ referenceType }) => referenceType.toLowerCase() !== "asset")) {
    refuseGoogle(400, "Only reference images of type asset are supported.")
  }
  if (references.length > 0 && durationSeconds !== 8) {
    refuseGoogle(400, "Reference images require a duration of 8 seconds.")
  }
}

async function keep(world: World, { bytesBase64Encoded, gcsUri }: VeoImage): Promise<string> {
  if (bytesBase64Encoded === undefined) return refuseGoogle(400, `This sandbox reads no ${gcsUri}.`)
  try {
    return (await world.images.keep(Buffer.from(bytesBase64Encoded, "base64"))).sha256
  } catch (error) {
    if (error instanceof BadImage) return refuseGoogle(400, "Unable to process input image.")
    throw error
  }
}
