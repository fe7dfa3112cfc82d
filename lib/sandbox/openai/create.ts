import { randomBytes } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, download, fromDataUri, type StoredImage } from "@/lib/sandbox/images"
import { choice, type OpenAiBody, onlyKnown, promptOf, readBody } from "@/lib/sandbox/openai/body"
import { fail, outOfQuota, refuse, serverError, tooFast } from "@/lib/sandbox/openai/errors"
import { toVideo } from "@/lib/sandbox/openai/video"
import { callbackOf } from "@/lib/sandbox/openai/webhook"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { pixelsOf, type Size } from "@/lib/sandbox/size"
import { afterAcceptance, answer, isObject, Refusal } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const small = ["720x1280", "1280x720"]
const large = [...small, "1024x1792", "1792x1024", "1080x1920", "1920x1080"]

/** Sizes by model, and dollars per second by a size's shorter edge: the document's, and what the guide has beyond it. */
const sora2 = { name: "Sora 2", sizes: small, dollars: { 720: 0.1 } as Record<number, number> }
const sora2Pro = { name: "Sora 2 Pro", sizes: large, dollars: { 720: 0.3, 1024: 0.5, 1080: 0.7 } as Record<number, number> }
export const videoModels: Readonly<Record<string, typeof sora2>> = {
  "sora-2": sora2,
  "sora-2-2025-10-06": sora2,
  "sora-2-2025-12-08": sora2,
  "sora-2-pro": sora2Pro,
  "sora-2-pro-2025-10-06": sora2Pro,
}
const lengths = ["4", "8", "12", "16", "20"]
const mimes = ["image/jpeg", "image/png", "image/webp"]

/** POST /v1/videos, as a form or as JSON. There is no idempotency: each POST that is taken is one more video. */
export async function createVideo(world: World, request: Request, account: string): Promise<Response> {
  const body = await readBody(request)
  const { prompt: words } = body.fields
  const plan = world.plan("openai", typeof words === "string" ? words : "")
  const refused = turnedAway(world, plan, identityOf("openai", account, body.shown))
  if (refused) return refused
  onlyKnown(body, ["prompt", "model", "seconds", "size", "input_reference", "characters"])
  const prompt = promptOf(body, 32_000)
  const modelId = choice(body, "model", Object.keys(videoModels), "sora-2")
  const model = videoModels[modelId] ?? sora2
  const seconds = choice(body, "seconds", lengths, "4")
  const size = choice(body, "size", model.sizes, "720x1280")
  const pixels = pixelsOf(size.replace("x", ":"))
  const reference = await readReference(world, body, pixels)
  if (plan["refuse-prompt"] !== undefined) {
    return fail(400, "Your request was blocked by our moderation system.", { code: "sentinel_block" })
  }
  const job = world.accept({
    id: `video_${randomBytes(24).toString("hex")}`,
    vendor: "openai",
    model: modelId,
    account,
    externalId: null,
    callbackUrl: callbackOf(world, account),
    request: { ...body.shown, seconds, size },
    order: compose(
      { name: model.name, size: pixels, seconds: Number(seconds), prompt, sound: true, firstFrame: reference?.sha256 },
      plan,
    ),
    plan,
    doom: doomOf(plan),
    price: Number(seconds) * (model.dollars[Math.min(pixels.width, pixels.height)] ?? 0),
  })
  const instead = await afterAcceptance(world, job, plan, () => serverError())
  return instead ?? answer(200, toVideo(world, job))
}

/** What happens before a request is looked at, where that is rehearsed. */
export function turnedAway(world: World, plan: Plan, identity: string): Response | undefined {
  if (world.strikes("rate-limit", plan, identity)) return tooFast({ "retry-after": "2" })
  if (world.strikes("rate-limit-bare", plan, identity)) return tooFast()
  if (world.strikes("error-before", plan, identity)) return serverError(503)
  return plan["no-credit"] === undefined ? undefined : outOfQuota()
}

/** The first frame, which must have the clip's own size. */
async function readReference(world: World, body: OpenAiBody, size: Size): Promise<StoredImage | undefined> {
  const [file] = body.files.get("input_reference") ?? []
  const given = body.fields.input_reference
  if (file === undefined && given === undefined) return undefined
  if (file === undefined && !isObject(given)) {
    const message = "Invalid type for 'input_reference': expected a file, but got a string instead."
    return refuse(message, "input_reference", "invalid_type")
  }
  try {
    const image = await world.images.keep(file ?? (await fetchReference(isObject(given) ? given.image_url : undefined)))
    if (!mimes.includes(image.mime)) {
      const message = `Invalid file 'input_reference': unsupported mimetype ('${image.mime}').`
      return refuse(message, "input_reference", "invalid_value")
    }
    if (image.width === size.width && image.height === size.height) return image
    throw new Refusal(fail(400, "Inpaint image must match the requested width and height"))
  } catch (error) {
    if (error instanceof BadImage)
      return refuse("Invalid image file or mode for image 1.", "input_reference", "invalid_image_file")
    throw error
  }
}

async function fetchReference(url: unknown): Promise<Buffer> {
  if (typeof url !== "string") throw new BadImage("no image_url")
  return fromDataUri(url)?.bytes ?? download(url, 20_000_000)
}
