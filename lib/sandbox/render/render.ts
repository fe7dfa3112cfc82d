import sharp from "sharp"
import { marginShare, type Pose, parallax, poseAt, still } from "@/lib/sandbox/render/camera"
import { openFilm } from "@/lib/sandbox/render/film"
import { grade } from "@/lib/sandbox/render/grade"
import { createGrain } from "@/lib/sandbox/render/grain"
import { type Desk, openDesk } from "@/lib/sandbox/render/kernels"
import type { RenderOrder } from "@/lib/sandbox/render/order"
import { openPhotograph } from "@/lib/sandbox/render/photograph"
import { type Picture, type Pixels, toPicture } from "@/lib/sandbox/render/picture"
import { randomFrom } from "@/lib/sandbox/render/random"
import { flatten, paintScene } from "@/lib/sandbox/render/scene"
import { drawSlate } from "@/lib/sandbox/render/slate"
import { allocateFrame, createWarp, type FrameBuffer, type Warp } from "@/lib/sandbox/render/warp"

export type RenderPaths = { output: string; firstFrame?: string; lastFrame?: string }

/** Draws the whole frame `index` of the clip, slate and grain apart. */
type Draw = (index: number, frame: FrameBuffer) => void

let desk: Desk | undefined

/** Makes the clip at `paths.output`. Reports progress (0 to 1) now and then. One at a time per process. Stops when told to, without a file. */
export async function renderClip(
  order: RenderOrder,
  paths: RenderPaths,
  onProgress?: (part: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  desk ??= openDesk()
  desk.reset()
  const { width, height } = order
  const marginX = 2 * Math.round((width * marginShare) / 2)
  const marginY = 2 * Math.round((height * marginShare) / 2)
  const warp = createWarp(desk, width, width + 2 * marginX)
  const draw = paths.firstFrame
    ? await fromStills(desk, warp, order, { ...paths, firstFrame: paths.firstFrame }, marginX, marginY)
    : await fromWords(desk, warp, order, marginX, marginY)
  const slate = toPicture(desk, drawSlate(`SANDBOX · ${order.model} · ${order.seed}`, width, height), 0, 0, false)
  const random = randomFrom("grain", order.seed, order.model)
  const addGrain = createGrain(desk, random)
  const frame = allocateFrame(desk, width, height)
  const sound = order.sound ? { prompt: order.prompt, seed: order.seed } : undefined
  const film = order.isStill
    ? openPhotograph({ path: paths.output, width, height })
    : await openFilm({ path: paths.output, width, height, fps: order.fps, sound })
  try {
    for (let index = 0; index < order.frames; index++) {
      signal?.throwIfAborted()
      draw(index, frame)
      if (!isAnchor(index, order)) addGrain(frame)
      warp.lay(slate, still, frame)
      await film.add(desk.bytes(frame.address, frame.bytes))
      if (index % 12 === 0) onProgress?.(index / order.frames)
    }
    await film.finish()
  } catch (error) {
    await film.abandon()
    throw error
  }
}

/** Frames that must show a given still exactly carry no grain. */
function isAnchor(index: number, order: RenderOrder): boolean {
  return (index === 0 && order.firstFrame !== undefined) || (index === order.frames - 1 && order.lastFrame !== undefined)
}

async function fromStills(
  desk: Desk,
  warp: Warp,
  order: RenderOrder,
  paths: RenderPaths & { firstFrame: string },
  marginX: number,
  marginY: number,
): Promise<Draw> {
  const { width, height, frames, fps } = order
  const exact = await readStill(paths.firstFrame, width, height)
  const plain = toPicture(desk, exact, marginX, marginY, true)
  const graded = toPicture(desk, await grade(exact, order.model), marginX, marginY, true)
  const last = paths.lastFrame
    ? toPicture(desk, await readStill(paths.lastFrame, width, height), marginX, marginY, true)
    : undefined
  const other = allocateFrame(desk, width, height)
  const settle = Math.min(Math.round(fps * 1.2), Math.max(1, frames - 1))
  const turnAt = 0.5
  return (index, frame) => {
    const part = frames > 1 ? index / (frames - 1) : 0
    const pose = poseAt(order.camera.move, order.camera.strength, part, width, height)
    warp.draw(index < settle ? plain : graded, pose, frame)
    if (index > 0 && index < settle) blend(desk, warp, graded, pose, index / settle, frame, other)
    if (last && part > turnAt) {
      const arrival = (part - turnAt) / (1 - turnAt)
      const coming = reverse(poseAt(order.camera.move, order.camera.strength, (1 - arrival) / 2, width, height))
      blend(desk, warp, last, coming, arrival * arrival * (3 - 2 * arrival), frame, other)
    }
  }
}

/** The last frame's own way in: it comes from the other side and stands exactly still at the end. */
function reverse(pose: Pose): Pose {
  return { zoom: Math.max(0.8, 1 / pose.zoom), x: -pose.x, y: -pose.y, turn: -pose.turn }
}

function blend(
  desk: Desk,
  warp: Warp,
  picture: Picture,
  pose: Pose,
  share: number,
  frame: FrameBuffer,
  other: FrameBuffer,
): void {
  warp.draw(picture, pose, other)
  desk.mixRows(frame.address, frame.address, other.address, Math.round(share * 256), (frame.bytes + 15) & ~15)
}

async function fromWords(desk: Desk, warp: Warp, order: RenderOrder, marginX: number, marginY: number): Promise<Draw> {
  const { width, height, frames, fps } = order
  const scene = await paintScene(order.prompt, order.seed, order.model, width + 2 * marginX, height + 2 * marginY)
  const poseOf = (index: number) =>
    poseAt(order.camera.move, order.camera.strength, frames > 1 ? index / (frames - 1) : 0, width, height)
  if (order.camera.move.startsWith("roll")) {
    const picture = toPicture(desk, await grade(await flatten(scene), order.model), marginX, marginY, false)
    return (index, frame) => warp.draw(picture, poseOf(index), frame)
  }
  const layers = await Promise.all(
    scene.map(async (layer, index) => {
      const pixels = index === 0 ? await grade(layer.pixels, order.model) : layer.pixels
      return { ...layer, picture: toPicture(desk, pixels, marginX, marginY, false) }
    }),
  )
  return (index, frame) => {
    const pose = poseOf(index)
    for (const [order, layer] of layers.entries()) {
      const near = parallax(pose, layer.depth)
      const ripple = layer.ripples ? (row: number) => Math.sin(row * 0.21 + (index / fps) * 3.1) * 1.6 : undefined
      if (order === 0) warp.draw(layer.picture, near, frame)
      else warp.lay(layer.picture, near, frame, ripple)
    }
  }
}

async function readStill(path: string, width: number, height: number): Promise<Pixels> {
  const { data } = await sharp(path)
    .rotate()
    .resize(width, height, { fit: "cover" })
    .flatten({ background: "#000" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width, height, channels: 3 }
}
