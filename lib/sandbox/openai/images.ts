import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import sharp from "sharp"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, type StoredImage } from "@/lib/sandbox/images"
import type { Job, JobFailure, JsonObject } from "@/lib/sandbox/job"
import { choice, type OpenAiBody, onlyKnown, promptOf, readBody } from "@/lib/sandbox/openai/body"
import { turnedAway } from "@/lib/sandbox/openai/create"
import { fail, refuse, serverError } from "@/lib/sandbox/openai/errors"
import { imageModels, imageSizeOf, outputTokensOf, qualitiesOf } from "@/lib/sandbox/openai/image-rules"
import { afterAcceptance, answer, CutConnection } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const common = ["model", "prompt", "size", "quality", "n", "output_format", "output_compression", "background", "user"]
const known = {
  generations: [...common, "moderation", "safety_identifier", "stream"],
  edits: [...common, "image", "safety_identifier", "stream", "input_fidelity"],
}
/** Nobody waits longer for an answer. */
const patienceMilliseconds = 300_000

/** POST /v1/images/generations and /v1/images/edits: the answer carries the pictures, in base64. */
export async function makeImages(world: World, request: Request, account: string, kind: keyof typeof known): Promise<Response> {
  const body = await readBody(request)
  const words = body.fields.prompt
  const plan = world.plan("openai", typeof words === "string" ? words : "")
  const refused = turnedAway(world, plan, identityOf("openai", account, body.shown))
  if (refused) return refused
  onlyKnown(body, known[kind])
  const prompt = promptOf(body, 32_000)
  const model = choice(body, "model", imageModels, "")
  const quality = choice(body, "quality", qualitiesOf(model), "auto")
  const format = choice(body, "output_format", ["png", "jpeg", "webp"], "png")
  const size = imageSizeOf(model, typeof body.fields.size === "string" ? body.fields.size : "auto")
  const count = countOf(body)
  if (body.fields.input_fidelity !== undefined && model.startsWith("gpt-image-2")) {
    refuse(`'input_fidelity' is not supported by '${model}'.`, "input_fidelity", "unsupported_parameter")
  }
  const references = kind === "edits" ? await readReferences(world, body) : []
  const jobs = Array.from({ length: count }, () =>
    world.accept({
      id: `img_${randomBytes(16).toString("hex")}`,
      vendor: "openai",
      model: `${kind}/${model}`,
      account,
      externalId: null,
      callbackUrl: null,
      request: body.shown,
      order: compose(
        { name: model, size, seconds: 1, prompt, sound: false, firstFrame: references[0]?.sha256, isStill: true },
        plan,
      ),
      plan,
      doom: doomOf(plan),
      price: (outputTokensOf(size, quality) * 30) / 1_000_000,
    }),
  )
  const [first] = jobs
  const instead = first && (await afterAcceptance(world, first, plan, () => serverError()))
  if (instead) return instead
  await Promise.all(jobs.map((job) => world.finished(job, patienceMilliseconds)))
  const failure = jobs.find((job) => job.failure)?.failure
  if (failure) return failureOf(failure)
  if (jobs.some((job) => job.status !== "succeeded")) throw new CutConnection()
  const pictures = await Promise.all(jobs.map((job) => pictureOf(world, job, format)))
  const used = { text_tokens: Math.ceil(prompt.length / 4), image_tokens: references.length * 560 }
  const output = count * outputTokensOf(size, quality)
  return answer(200, {
    created: Math.floor(Date.now() / 1000),
    background: "opaque",
    output_format: format,
    quality: quality === "auto" ? "medium" : quality,
    size: `${size.width}x${size.height}`,
    data: pictures.map((bytes) => ({ b64_json: bytes.toString("base64") })),
    usage: {
      input_tokens: used.text_tokens + used.image_tokens,
      input_tokens_details: used,
      output_tokens: output,
      output_tokens_details: { image_tokens: output, text_tokens: 0 },
      total_tokens: used.text_tokens + used.image_tokens + output,
    },
    ...(plan["odd-words"] !== undefined && { render_farm: { cell: 7 } }),
  })
}

function countOf({ fields: { n = 1 }, isForm }: OpenAiBody): number {
  const count = isForm ? Number(n) : n
  if (typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= 10) return count
  return refuse("Invalid 'n': integer between 1 and 10 expected.", "n", "invalid_value")
}

async function readReferences(world: World, body: OpenAiBody): Promise<StoredImage[]> {
  const files = body.files.get("image") ?? []
  if (files.length === 0) return refuse("Missing required parameter: 'image'.", "image", "missing_required_parameter")
  if (files.length > 16) return refuse("Invalid 'image': at most 16 images are allowed.", "image", "array_above_max_length")
  try {
    return await Promise.all(files.map((bytes) => world.images.keep(bytes)))
  } catch (error) {
    if (error instanceof BadImage) return refuse("Invalid image file or mode for image 1.", "image", "invalid_image_file")
    throw error
  }
}

async function pictureOf(world: World, { clip, plan }: Job, format: string): Promise<Buffer> {
  if (!clip) throw new CutConnection()
  const png = await readFile(world.studio.clipPath(clip.file))
  if (plan["not-a-video"] !== undefined) return Buffer.from("<!doctype html><title>Not here</title>")
  const bytes =
    format === "png"
      ? png
      : await sharp(png)
          .toFormat(format === "jpeg" ? "jpeg" : "webp")
          .toBuffer()
  return plan["truncated-file"] === undefined ? bytes : bytes.subarray(0, Math.floor(bytes.length * 0.6))
}

function failureOf({ kind }: JobFailure): Response {
  if (kind === "vendor" || kind === "invalid") return serverError()
  const details: JsonObject = {
    moderation_stage: kind === "output" ? "output" : "input",
    categories: kind === "minor" ? ["sexual/minors"] : [],
  }
  return fail(400, "Your request was rejected by the safety system.", {
    type: "image_generation_user_error",
    code: "moderation_blocked",
    more: { moderation_details: details },
  })
}
