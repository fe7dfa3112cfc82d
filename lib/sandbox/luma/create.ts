import { randomUUID } from "node:crypto"
import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, download, withoutImages } from "@/lib/sandbox/images"
import { toGeneration } from "@/lib/sandbox/luma/generation"
import { type LumaImageRef, type LumaVideo, videoBody } from "@/lib/sandbox/luma/schema"
import type { Plan } from "@/lib/sandbox/rehearsals"
import { ratioOf, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, answer, Refusal, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const maxImageBytes = 50_000_000

/** US cents a clip of 5 s; one of 10 s is three times that. None is published for 360p. */
const cents: Record<LumaVideo["resolution"], number> = { "360p": 15, "540p": 15, "720p": 30, "1080p": 120 }

/** POST /v1/generations, for clips made from words and stills. There is no idempotency: each one taken is one more. */
export async function createGeneration(world: World, request: Request, account: string): Promise<Response> {
  const given = await readObject(request)
  if (!given) return answer(400, { detail: "Request body is not valid JSON" })
  const plan = world.plan("luma", typeof given.prompt === "string" ? given.prompt : "")
  const shown = withoutImages(given)
  turnAway(world, plan, identityOf("luma", account, shown))
  if (given.model !== undefined && given.model !== "ray-3.2") return answer(400, { detail: `Unknown model: ${given.model}` })
  if (given.type !== "video") return answer(422, { detail: "This sandbox makes clips only: type must be video" })
  const parsed = videoBody.safeParse(given)
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
    return answer(422, { detail: words.join("; ") })
  }
  const { prompt, video, aspect_ratio: ratio } = parsed.data
  if (world.openJobs("luma", account).length >= world.settings.of("luma").concurrency)
    return answer(429, { detail: "Too many concurrent jobs" }, { "retry-after": "60" })
  const frames = await readFrames(world, account, video)
  const seconds = Number.parseInt(video.duration, 10)
  const job = world.accept({
    id: randomUUID(),
    vendor: "luma",
    model: "ray-3.2",
    account,
    externalId: null,
    callbackUrl: null,
    request: shown,
    order: compose(
      {
        name: "Ray 3.2",
        size: sizeOf(shortSideOf(video.resolution), ratioOf(ratio ?? "16:9")),
        seconds,
        prompt,
        sound: false,
        firstFrame: frames.first,
        lastFrame: frames.last,
      },
      plan,
    ),
    plan,
    doom: doomOf(plan),
    price: cents[video.resolution] * (seconds === 10 ? 3 : 1),
  })
  const instead = await afterAcceptance(world, job, plan, () => answer(502, { detail: "Upstream error" }))
  return instead ?? answer(201, toGeneration(world, job))
}

function turnAway(world: World, plan: Plan, identity: string): void {
  const refuse = (status: number, detail: string, headers: Record<string, string> = {}): never => {
    throw new Refusal(answer(status, { detail }, headers))
  }
  const limits = { "x-ratelimit-limit": "30", "x-ratelimit-remaining": "0" }
  if (plan["no-credit"] !== undefined) refuse(402, "Insufficient credits")
  if (world.strikes("rate-limit", plan, identity)) {
    const reset = String(Math.ceil(Date.now() / 1000) + 2)
    refuse(429, "Rate limit exceeded", { ...limits, "x-ratelimit-reset": reset, "retry-after": "2" })
  }
  if (world.strikes("rate-limit-bare", plan, identity)) refuse(429, "Rate limit exceeded", limits)
  if (world.strikes("error-before", plan, identity)) refuse(503, "Service temporarily unavailable")
}

/** The stills at the clip's two ends, by their hash; key frames between them are read but not drawn. */
async function readFrames(world: World, account: string, video: LumaVideo): Promise<{ first?: string; last?: string }> {
  const read = (image: LumaImageRef | undefined) => (image === undefined ? undefined : readImage(world, account, image))
  const end = video.duration === "10s" ? 240 : 120
  const keys = await Promise.all((video.keyframes ?? []).map(read))
  const at = (index: number) => keys[(video.keyframe_indexes ?? []).indexOf(index)]
  const first = (await read(video.start_frame)) ?? at(0)
  const last = (await read(video.end_frame)) ?? at(end)
  return { ...(first !== undefined && { first }), ...(last !== undefined && { last }) }
}

/** Keeps a still; undefined for a prior generation, whose frames the sandbox does not draw again. */
async function readImage(world: World, account: string, image: LumaImageRef): Promise<string | undefined> {
  const refuse = (status: number, detail: string): never => {
    throw new Refusal(answer(status, { detail }))
  }
  if (image.generation_id !== undefined) {
    if (world.find("luma", image.generation_id)?.account !== account) refuse(404, "Generation not found")
    return undefined
  }
  if (image.file_id !== undefined) return refuse(422, "File not found")
  try {
    const bytes = image.url ? await download(image.url, maxImageBytes) : Buffer.from(image.data ?? "", "base64")
    if (bytes.length > maxImageBytes) refuse(413, "Media is larger than 50 MB")
    return (await world.images.keep(bytes)).sha256
  } catch (error) {
    if (error instanceof BadImage) refuse(422, `The image could not be read: ${error.message}`)
    throw error
  }
}
