import { compose } from "@/lib/sandbox/compose"
import { doomOf } from "@/lib/sandbox/doom"
import { type FalModel, falModels } from "@/lib/sandbox/fal/models"
import { readImageUrl } from "@/lib/sandbox/fal/uploads"
import { type FalIssue, findIssues, given } from "@/lib/sandbox/fal/validate"
import { identityOf } from "@/lib/sandbox/identity"
import { BadImage, type StoredImage, withoutImages } from "@/lib/sandbox/images"
import type { Job, JobFailure, JsonObject } from "@/lib/sandbox/job"
import { isCallbackAddress } from "@/lib/sandbox/postman"
import type { Plan } from "@/lib/sandbox/rehearsals"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import { ratioOf, type Size, shortSideOf, sizeOf } from "@/lib/sandbox/size"
import { afterAcceptance, answer, readObject } from "@/lib/sandbox/wire"
import type { World } from "@/lib/sandbox/world"

const longestEdge = 8192
const shortestEdge = 64

/** POST /{endpoint}: fal's queue takes any JSON for a known app; what is wrong with it comes out as the result. */
export async function submitFal(world: World, request: Request, endpoint: string, account: string): Promise<Response> {
  const model = falModels[endpoint]
  if (!model)
    return answer(
      404,
      { detail: `Application '${endpoint.split("/")[1] ?? endpoint}' not found` },
      { "x-fal-error-type": "not_found" },
    )
  const input = await readObject(request)
  if (!input)
    return answer(422, { detail: [{ loc: ["body"], msg: "Input should be a valid dictionary or object", type: "dict_type" }] })
  const callbackUrl = new URL(request.url).searchParams.get("fal_webhook")
  const prompt = typeof input.prompt === "string" ? input.prompt : ""
  const plan = world.plan("fal", prompt)
  const shown = withoutImages(input)
  const refused = refuse(world, plan, identityOf("fal", account, shown, callbackUrl))
  if (refused) return refused

  const { order, issues, seconds } = await prepare(world, model, input, plan)
  const job = world.accept({
    vendor: "fal",
    model: endpoint,
    account,
    externalId: null,
    callbackUrl: callbackUrl !== null && isCallbackAddress(callbackUrl) ? callbackUrl : null,
    request: shown,
    order,
    plan,
    doom: issues.length > 0 ? { kind: "invalid", detail: issues as JobFailure["detail"] } : doomOf(plan),
    price: seconds,
  })
  const instead = await afterAcceptance(world, job, plan, () =>
    infrastructure(500, "Internal server error", "internal_server_error"),
  )
  return (
    instead ??
    answer(
      200,
      { request_id: job.id, ...urlsOf(world, job), queue_position: 0, status: "IN_QUEUE" },
      { "x-fal-request-id": job.id },
    )
  )
}

/** The addresses fal gives out: the app alone, without the endpoint's sub-path. */
export function urlsOf(world: World, job: Job): { response_url: string; status_url: string; cancel_url: string } {
  const base = `${world.origin()}/fal/queue/${appOf(job.model)}/requests/${job.id}`
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` }
}

export function appOf(endpoint: string): string {
  return endpoint.split("/").slice(0, 2).join("/")
}

function infrastructure(status: number, detail: string, type: string, headers: Record<string, string> = {}): Response {
  return answer(status, { detail, error_type: type }, { "x-fal-error-type": type, ...headers })
}

function refuse(world: World, plan: Plan, identity: string): Response | undefined {
  if (world.strikes("rate-limit", plan, identity)) {
    return infrastructure(429, "Too many requests. Please retry later.", "rate_limited", {
      "retry-after": "2",
      "x-fal-needs-retry": "1",
    })
  }
  if (world.strikes("rate-limit-bare", plan, identity))
    return infrastructure(429, "Too many requests. Please retry later.", "rate_limited")
  if (world.strikes("error-before", plan, identity))
    return infrastructure(503, "Failed to schedule the request", "runner_scheduling_failure")
  return undefined
}

async function prepare(
  world: World,
  model: FalModel,
  input: JsonObject,
  plan: Plan,
): Promise<{ order: RenderOrder | null; issues: FalIssue[]; seconds: number }> {
  const issues = findIssues(model, input)
  if (issues.length > 0) return { order: null, issues, seconds: 0 }
  const images = new Map<string, StoredImage>()
  for (const [name, field] of Object.entries(model.fields)) {
    if (field.kind !== "image" && field.kind !== "images") continue
    for (const url of [input[name]].flat()) {
      if (typeof url !== "string" || url === "") continue
      const found = await readFrame(world, name, url)
      if ("issue" in found) issues.push(found.issue)
      else images.set(name, found.image)
    }
  }
  const seconds = model.fixed?.seconds ?? Number.parseInt(String(given(model, input, "duration")), 10)
  if (issues.length > 0) return { order: null, issues, seconds: 0 }
  const first = model.firstFrame === undefined ? undefined : images.get(model.firstFrame)
  const last = model.lastFrame === undefined ? undefined : images.get(model.lastFrame)
  const seed = given(model, input, "seed")
  const order = compose(
    {
      name: model.name,
      size: chooseSize(model, input, first),
      seconds,
      prompt: String(input.prompt ?? ""),
      seed: typeof seed === "number" ? seed : undefined,
      camera: given(model, input, "camera_fixed") === true ? { move: "static", strength: 1 } : undefined,
      sound: model.fixed?.sound ?? given(model, input, "generate_audio") === true,
      firstFrame: first?.sha256,
      lastFrame: last?.sha256,
    },
    plan,
  )
  return { order, issues, seconds }
}

async function readFrame(world: World, name: string, url: string): Promise<{ image: StoredImage } | { issue: FalIssue }> {
  try {
    const image = await readImageUrl(world, url)
    const edges = [image.width, image.height]
    if (Math.min(...edges) < shortestEdge) {
      const ctx = { min_height: shortestEdge, min_width: shortestEdge }
      return {
        issue: {
          loc: ["body", name],
          msg: `Image dimensions are too small. Minimum dimensions are ${shortestEdge}x${shortestEdge} pixels.`,
          type: "image_too_small",
          ctx,
        },
      }
    }
    if (Math.max(...edges) > longestEdge) {
      const ctx = { max_height: longestEdge, max_width: longestEdge }
      return {
        issue: {
          loc: ["body", name],
          msg: `Image dimensions are too large. Maximum dimensions are ${longestEdge}x${longestEdge} pixels.`,
          type: "image_too_large",
          ctx,
        },
      }
    }
    return { image }
  } catch (error) {
    if (!(error instanceof BadImage)) throw error
    const isUnread = error.message === "not an image"
    const msg = isUnread
      ? "Failed to load the image. Please ensure the image file is not corrupted and is in a supported format."
      : "Failed to download the file. Please check if the URL is accessible and try again."
    return { issue: { loc: ["body", name], msg, type: isUnread ? "image_load_error" : "file_download_error" } }
  }
}

function chooseSize(model: FalModel, input: JsonObject, first: StoredImage | undefined): Size {
  const short = shortSideOf(String(model.fixed?.resolution ?? given(model, input, "resolution") ?? "720p"))
  const words = String(given(model, input, "aspect_ratio") ?? (first ? "auto" : "16:9"))
  if (first && model.followsImage) return sizeOf(short, first.width / first.height)
  if (words !== "auto") return sizeOf(short, ratioOf(words))
  return sizeOf(short, first && first.height > first.width ? 9 / 16 : 16 / 9)
}
