import { compose } from "@/lib/sandbox/compose"
import { BadImage, download, fromDataUri, type StoredImage } from "@/lib/sandbox/images"
import type { JsonObject } from "@/lib/sandbox/job"
import type { Plan } from "@/lib/sandbox/rehearsals"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import { refuseInput } from "@/lib/sandbox/replicate/errors"
import { readUpload } from "@/lib/sandbox/replicate/files"
import { type ReplicateInput, type ReplicateModel, sizeOfMode } from "@/lib/sandbox/replicate/models"
import { pixelsFor } from "@/lib/sandbox/replicate/sizes"
import type { World } from "@/lib/sandbox/world"

/** Data URLs together; the SDK's own bound. */
const mostInlineBytes = 10_000_000

/** Reads an input, or ends the handler with a 422; a still that cannot be read fails the prediction later: null. */
export async function readInput(
  world: World,
  model: ReplicateModel,
  given: JsonObject,
  plan: Plan,
): Promise<{ order: RenderOrder | null; seconds: number }> {
  const parsed = model.input.safeParse(given)
  if (!parsed.success) {
    refuseInput(parsed.error.issues.map(({ path, message }) => ({ field: ["input", ...path].join("."), description: message })))
  }
  const input = parsed.data
  const addresses = stillsOf(model, input)
  const inline = addresses.reduce((sum, address) => sum + (address.startsWith("data:") ? address.length : 0), 0)
  if (inline > mostInlineBytes) refuseInput([{ field: "input", description: "Data URLs are too large; upload the files." }])
  const seconds = input.duration ?? 5
  try {
    const first = await readOptional(world, input[model.first])
    const last = model.last === undefined ? undefined : await readOptional(world, input[model.last])
    for (const address of model.references === undefined ? [] : [input[model.references] ?? []].flat())
      await readOptional(world, address)
    const order = compose(
      {
        name: model.name,
        size: sizeOfInput(model, input, first),
        seconds,
        prompt: input.prompt,
        seed: input.seed ?? undefined,
        camera: input.camera_fixed === true ? { move: "static", strength: 1 } : undefined,
        sound: model.sound === "asked" && input.generate_audio === true,
        firstFrame: first?.sha256,
        lastFrame: last?.sha256,
      },
      plan,
    )
    return { order, seconds }
  } catch (error) {
    if (error instanceof BadImage) return { order: null, seconds }
    throw error
  }
}

/** From a frame the clip keeps the frame's own shape. */
function sizeOfInput(model: ReplicateModel, input: ReplicateInput, first: StoredImage | undefined) {
  const resolution = model.fixedResolution ?? sizeOfMode[input.mode ?? ""] ?? input.resolution ?? "720p"
  const asked = input.aspect_ratio === undefined || input.aspect_ratio === "adaptive" ? "16:9" : input.aspect_ratio
  return pixelsFor(resolution, first ? first.width / first.height : asked, model.table)
}

function stillsOf(model: ReplicateModel, input: ReplicateInput): string[] {
  const names = [model.first, model.last, model.references].flatMap((name) => name ?? [])
  return names.flatMap((name) => input[name] ?? []).filter((value): value is string => typeof value === "string")
}

async function readOptional(world: World, address: unknown): Promise<StoredImage | undefined> {
  return typeof address === "string" ? readStill(world, address) : undefined
}

async function readStill(world: World, address: string): Promise<StoredImage> {
  const bytes = fromDataUri(address)?.bytes ?? (await readUpload(world, address)) ?? (await download(address, 50_000_000))
  return world.images.keep(bytes)
}
