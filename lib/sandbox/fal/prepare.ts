import { probeVideo } from "@/lib/media/probe"
import { compose } from "@/lib/sandbox/compose"
import type { FalModel } from "@/lib/sandbox/fal/fields"
import { chooseSize } from "@/lib/sandbox/fal/size"
import { readClipUrl, readImageUrl } from "@/lib/sandbox/fal/uploads"
import { type FalIssue, findIssues, given } from "@/lib/sandbox/fal/validate"
import { BadImage, type StoredImage } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"
import type { CameraMove, RenderOrder } from "@/lib/sandbox/render/order"
import type { World } from "@/lib/sandbox/world"

const longestEdge = 8192
const shortestEdge = 64

type Prepared = { order: RenderOrder | null; issues: FalIssue[]; seconds: number }

/** What is to be rendered for an input, or what is wrong with it. */
export async function prepare(world: World, model: FalModel, input: JsonObject, plan: Plan): Promise<Prepared> {
  const issues = findIssues(model, input)
  if (issues.length > 0) return { order: null, issues, seconds: 0 }
  const images = new Map<string, StoredImage>()
  let sourceSeconds: number | undefined
  for (const [name, field] of Object.entries(model.fields)) {
    if (field.kind !== "image" && field.kind !== "images" && field.kind !== "video") continue
    for (const url of [input[name]].flat()) {
      if (typeof url !== "string" || url === "") continue
      const found = field.kind === "video" ? await readClip(world, name, url, field) : await readFrame(world, name, url)
      if ("issue" in found) issues.push(found.issue)
      else if ("seconds" in found) sourceSeconds = found.seconds
      else images.set(name, found.image)
    }
  }
  if (issues.length > 0) return { order: null, issues, seconds: 0 }

  const seconds = sourceSeconds ?? model.fixed?.seconds ?? lengthOf(given(model, input, "duration"))
  const first = model.firstFrame === undefined ? undefined : images.get(model.firstFrame)
  const last = model.lastFrame === undefined ? undefined : images.get(model.lastFrame)
  const seed = given(model, input, "seed")
  const order = compose(
    {
      name: model.name,
      size: chooseSize(model, input, first),
      seconds,
      ...(model.fixed?.fps !== undefined && { fps: model.fixed.fps }),
      prompt: String(input.prompt ?? ""),
      seed: typeof seed === "number" && seed >= 0 ? seed : undefined,
      camera: cameraOf(model, input),
      sound: model.fixed?.sound ?? given(model, input, model.soundField ?? "generate_audio") === true,
      firstFrame: first?.sha256,
      lastFrame: last?.sha256,
    },
    plan,
  )
  return { order, issues, seconds: Math.ceil(seconds) }
}

/** "8s", "8" and 8; the model's own choice for "auto". */
function lengthOf(value: unknown): number {
  return value === "auto" ? 5 : Number.parseInt(String(value), 10)
}

const motions: Record<string, CameraMove> = {
  static: "static",
  focus_shift: "static",
  dolly_in: "push_in",
  dolly_out: "pull_out",
  dolly_left: "truck_left",
  dolly_right: "truck_right",
  jib_up: "pedestal_up",
  jib_down: "pedestal_down",
}

function cameraOf(model: FalModel, input: JsonObject): RenderOrder["camera"] | undefined {
  if (given(model, input, "camera_fixed") === true) return { move: "static", strength: 1 }
  const move = motions[String(given(model, input, "camera_motion"))]
  return move && { move, strength: 1 }
}

async function readClip(
  world: World,
  name: string,
  url: string,
  { maxSeconds }: { maxSeconds: number },
): Promise<{ seconds: number } | { issue: FalIssue }> {
  try {
    const { durationSeconds } = await probeVideo(await readClipUrl(world, url))
    if (durationSeconds <= maxSeconds + 0.05) return { seconds: durationSeconds }
    const msg = `Video duration must be at most ${maxSeconds} seconds.`
    return { issue: { loc: ["body", name], msg, type: "value_error", ctx: { max_duration: maxSeconds } } }
  } catch {
    return { issue: { loc: ["body", name], msg: undownloadable, type: "file_download_error" } }
  }
}

const undownloadable = "Failed to download the file. Please check if the URL is accessible and try again."

async function readFrame(world: World, name: string, url: string): Promise<{ image: StoredImage } | { issue: FalIssue }> {
  try {
    const image = await readImageUrl(world, url)
    const edges = [image.width, image.height]
    if (Math.min(...edges) < shortestEdge) return { issue: wrongSize(name, "small", shortestEdge) }
    if (Math.max(...edges) > longestEdge) return { issue: wrongSize(name, "large", longestEdge) }
    return { image }
  } catch (error) {
    if (!(error instanceof BadImage)) throw error
    const isUnread = error.message === "not an image"
    const msg = isUnread
      ? "Failed to load the image. Please ensure the image file is not corrupted and is in a supported format."
      : undownloadable
    return { issue: { loc: ["body", name], msg, type: isUnread ? "image_load_error" : "file_download_error" } }
  }
}

function wrongSize(name: string, how: "small" | "large", edge: number): FalIssue {
  const limit = how === "small" ? "min" : "max"
  const bound = how === "small" ? "Minimum" : "Maximum"
  return {
    loc: ["body", name],
    msg: `Image dimensions are too ${how}. ${bound} dimensions are ${edge}x${edge} pixels.`,
    type: `image_too_${how}`,
    ctx: { [`${limit}_height`]: edge, [`${limit}_width`]: edge },
  }
}
