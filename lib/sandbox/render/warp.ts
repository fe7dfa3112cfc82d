import type { Pose } from "@/lib/sandbox/render/camera"
import type { Desk } from "@/lib/sandbox/render/kernels"
import type { Picture, Plane } from "@/lib/sandbox/render/picture"

/** A tightly packed 4:2:0 frame on the desk. */
export type FrameBuffer = { address: number; width: number; height: number; bytes: number }

export function allocateFrame(desk: Desk, width: number, height: number): FrameBuffer {
  const bytes = (width * height * 3) / 2
  return { address: desk.allocate(bytes), width, height, bytes }
}

/** Draws pictures through a camera. */
export type Warp = {
  /** Fills the whole frame. */
  draw(picture: Picture, pose: Pose, frame: FrameBuffer): void
  /** Lays a picture that has an alpha over the frame. `ripple` shifts rows by so many pixels, as water does. */
  lay(picture: Picture, pose: Pose, frame: FrameBuffer, ripple?: (row: number) => number): void
}

/** Room for one row of the widest picture, and for the stretching table of one frame width. */
export function createWarp(desk: Desk, frameWidth: number, pictureWidth: number): Warp {
  const groups = groupsOf(frameWidth)
  const table = desk.allocate(groups * 64)
  const blended = desk.allocate(pictureWidth + 32)
  const row = desk.allocate(frameWidth + 32)
  const alphaRow = desk.allocate(frameWidth + 32)

  function stretch(source: Plane, pose: Pose, scale: 1 | 2, width: number, marginX: number): void {
    fillTable(desk, table, width, (x) => sourceX(x, width, pose, scale, marginX), source.width)
  }

  function readRow(source: Plane, target: number, y: number, shift: number, width: number): void {
    const clamped = Math.min(Math.max(y, 0), source.height - 1)
    const top = Math.floor(clamped)
    const address = source.address + top * source.stride
    const weight = Math.round((clamped - top) * 256)
    if (weight === 0) {
      desk.scaleRow(target, address + shift, table, groupsOf(width))
      return
    }
    desk.mixRows(blended, address, address + source.stride, weight, source.stride)
    desk.scaleRow(target, blended + shift, table, groupsOf(width))
  }

  function drawPlane(
    source: Plane,
    pose: Pose,
    scale: 1 | 2,
    picture: Picture,
    target: number,
    width: number,
    height: number,
  ): void {
    if (pose.turn !== 0) {
      turnPlane(desk, source, pose, scale, picture, target, width, height)
      return
    }
    stretch(source, pose, scale, width, picture.marginX)
    // Groups run over the row's end: rows are written in order, so the next one heals it (and slack the last).
    for (let y = 0; y < height; y++)
      readRow(source, target + y * width, sourceY(y, height, pose, scale, picture.marginY), 0, width)
  }

  function layPlane(
    source: Plane,
    alpha: Plane,
    layer: { top: number; bottom: number },
    pose: Pose,
    scale: 1 | 2,
    picture: Picture,
    target: number,
    width: number,
    height: number,
    ripple: ((row: number) => number) | undefined,
  ): void {
    stretch(source, pose, scale, width, picture.marginX)
    const wide = groupsOf(width) * 8
    for (let y = 0; y < height; y++) {
      const from = sourceY(y, height, pose, scale, picture.marginY)
      if (from < layer.top / scale - 1 || from > layer.bottom / scale + 1) continue
      const shift = ripple ? Math.round(ripple(y * scale) / scale) : 0
      readRow(alpha, alphaRow, from, shift, width)
      readRow(source, row, from, shift, width)
      desk.overRow(target + y * width, row, alphaRow, wide)
    }
  }

  return {
    draw(picture, pose, frame) {
      const { width, height } = frame
      const blue = frame.address + width * height
      drawPlane(picture.luma, pose, 1, picture, frame.address, width, height)
      drawPlane(picture.blue, pose, 2, picture, blue, width / 2, height / 2)
      drawPlane(picture.red, pose, 2, picture, blue + (width * height) / 4, width / 2, height / 2)
    },
    lay(picture, pose, frame, ripple) {
      if (!picture.layer) return
      const { width, height } = frame
      const blue = frame.address + width * height
      const { layer } = picture
      const { alpha, alphaHalf } = layer
      layPlane(picture.luma, alpha, layer, pose, 1, picture, frame.address, width, height, ripple)
      layPlane(picture.blue, alphaHalf, layer, pose, 2, picture, blue, width / 2, height / 2, ripple)
      layPlane(picture.red, alphaHalf, layer, pose, 2, picture, blue + (width * height) / 4, width / 2, height / 2, ripple)
    },
  }
}

/** Groups of 8 pixels that fill a row, an even number because layers are laid 16 pixels at a time. */
function groupsOf(width: number): number {
  return Math.ceil(width / 16) * 2
}

function sourceX(x: number, width: number, pose: Pose, scale: 1 | 2, marginX: number): number {
  return (x + 0.5 - width / 2) / pose.zoom + width / 2 - 0.5 + (pose.x + marginX) / scale
}

function sourceY(y: number, height: number, pose: Pose, scale: 1 | 2, marginY: number): number {
  return (y + 0.5 - height / 2) / pose.zoom + height / 2 - 0.5 + (pose.y + marginY) / scale
}

/** See scaleRow in kernels.wat. Columns beyond the row get zero weights, which makes them transparent in an alpha row. */
function fillTable(desk: Desk, table: number, width: number, from: (x: number) => number, sourceWidth: number): void {
  const groups = groupsOf(width)
  const view = new DataView(desk.memory.buffer, table, groups * 64)
  for (let group = 0; group < groups; group++) {
    const at = group * 64
    const base = Math.floor(Math.min(Math.max(from(group * 8), 0), sourceWidth - 1))
    view.setInt32(at, base, true)
    for (let lane = 0; lane < 8; lane++) {
      const x = group * 8 + lane
      const source = Math.min(Math.max(from(x), 0), sourceWidth - 1)
      const left = Math.floor(source)
      const weight = Math.round((source - left) * 256)
      view.setUint8(at + 16 + lane, left - base)
      view.setUint8(at + 24 + lane, left - base + 1)
      view.setInt16(at + 32 + lane * 2, x < width ? 256 - weight : 0, true)
      view.setInt16(at + 48 + lane * 2, x < width ? weight : 0, true)
    }
  }
}

function turnPlane(
  desk: Desk,
  source: Plane,
  pose: Pose,
  scale: 1 | 2,
  picture: Picture,
  target: number,
  width: number,
  height: number,
): void {
  const cos = Math.cos(pose.turn) / pose.zoom
  const sin = Math.sin(pose.turn) / pose.zoom
  const fixed = (value: number) => Math.round(value * 65536)
  const centreX = width / 2 + (pose.x + picture.marginX) / scale - 0.5
  const centreY = height / 2 + (pose.y + picture.marginY) / scale - 0.5
  for (let y = 0; y < height; y++) {
    const dy = y + 0.5 - height / 2
    const dx = 0.5 - width / 2
    const u = Math.max(0, centreX + dx * cos - dy * sin)
    const v = Math.max(0, centreY + dx * sin + dy * cos)
    desk.turnRow(target + y * width, source.address, source.stride, fixed(u), fixed(v), fixed(cos), fixed(sin), width)
  }
}
