import type { Desk } from "@/lib/sandbox/render/kernels"

/** One 8-bit plane in the desk's memory. */
export type Plane = { address: number; stride: number; width: number; height: number }

/**
 * A 4:2:0 picture (BT.709, video range) wider than the frame by `marginX` and `marginY` luma pixels on each side, so that
 * the camera may look beyond the edge. `alpha` and `alphaHalf` (for the chroma planes) belong to layers.
 */
export type Picture = {
  luma: Plane
  blue: Plane
  red: Plane
  marginX: number
  marginY: number
  /** `top` and `bottom` bound the luma rows that show anything, ends included. */
  layer?: { alpha: Plane; alphaHalf: Plane; top: number; bottom: number }
}

export type Pixels = { data: Uint8Array; width: number; height: number; channels: 3 | 4 }

/** Brings RGB(A) pixels of even size onto the desk. `mirror` adds the margin by reflection; without it they include it. */
export function toPicture(desk: Desk, pixels: Pixels, marginX: number, marginY: number, mirror: boolean): Picture {
  const extraX = mirror ? marginX : 0
  const extraY = mirror ? marginY : 0
  const plane = (width: number, height: number): Plane => {
    const stride = (width + 31) & ~15
    return { address: desk.allocate(stride * (height + 1)), stride, width, height }
  }
  const width = pixels.width + 2 * extraX
  const height = pixels.height + 2 * extraY
  const luma = plane(width, height)
  const blue = plane(width / 2, height / 2)
  const red = plane(width / 2, height / 2)
  const layer = pixels.channels === 4 ? toLayer(desk, pixels, plane(width, height), plane(width / 2, height / 2)) : undefined
  fillLuma(desk, pixels, luma, extraX, extraY)
  fillChroma(desk, pixels, blue, red, extraX / 2, extraY / 2)
  return { luma, blue, red, marginX, marginY, layer }
}

function reflect(position: number, length: number): number {
  if (position < 0) return Math.min(length - 1, -position - 1)
  return position < length ? position : Math.max(0, 2 * length - 1 - position)
}

function fillLuma(desk: Desk, pixels: Pixels, plane: Plane, extraX: number, extraY: number): void {
  const { data, channels } = pixels
  const target = desk.bytes(plane.address, plane.stride * (plane.height + 1))
  for (let y = 0; y < pixels.height; y++) {
    let at = (y + extraY) * plane.stride + extraX
    const end = at + pixels.width
    for (let p = y * pixels.width * channels; at < end; at++, p += channels) {
      target[at] = 16.5 + 0.18259 * (data[p] ?? 0) + 0.61423 * (data[p + 1] ?? 0) + 0.06201 * (data[p + 2] ?? 0)
    }
  }
  spread(target, plane, pixels.width, pixels.height, extraX, extraY)
}

function fillChroma(desk: Desk, pixels: Pixels, blue: Plane, red: Plane, extraX: number, extraY: number): void {
  const { data, channels, width } = pixels
  const blueTarget = desk.bytes(blue.address, blue.stride * (blue.height + 1))
  const redTarget = desk.bytes(red.address, red.stride * (red.height + 1))
  const line = width * channels
  for (let y = 0; y < pixels.height / 2; y++) {
    for (let x = 0; x < width / 2; x++) {
      const p = 2 * y * line + 2 * x * channels
      const q = p + channels
      const r = ((data[p] ?? 0) + (data[q] ?? 0) + (data[p + line] ?? 0) + (data[q + line] ?? 0)) / 4
      const g = ((data[p + 1] ?? 0) + (data[q + 1] ?? 0) + (data[p + line + 1] ?? 0) + (data[q + line + 1] ?? 0)) / 4
      const b = ((data[p + 2] ?? 0) + (data[q + 2] ?? 0) + (data[p + line + 2] ?? 0) + (data[q + line + 2] ?? 0)) / 4
      const at = (y + extraY) * blue.stride + x + extraX
      blueTarget[at] = 128.5 - 0.10064 * r - 0.33857 * g + 0.43922 * b
      redTarget[at] = 128.5 + 0.43922 * r - 0.39894 * g - 0.04027 * b
    }
  }
  spread(blueTarget, blue, width / 2, pixels.height / 2, extraX, extraY)
  spread(redTarget, red, width / 2, pixels.height / 2, extraX, extraY)
}

function toLayer(desk: Desk, pixels: Pixels, alpha: Plane, half: Plane): Picture["layer"] {
  const target = desk.bytes(alpha.address, alpha.stride * (alpha.height + 1))
  const halfTarget = desk.bytes(half.address, half.stride * (half.height + 1))
  let top = pixels.height
  let bottom = -1
  for (let y = 0; y < pixels.height; y++) {
    let seen = 0
    for (let x = 0; x < pixels.width; x++)
      seen |= target[y * alpha.stride + x] = pixels.data[(y * pixels.width + x) * 4 + 3] ?? 0
    if (seen === 0) continue
    top = Math.min(top, y)
    bottom = y
  }
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const at = 2 * y * alpha.stride + 2 * x
      const sum =
        (target[at] ?? 0) + (target[at + 1] ?? 0) + (target[at + alpha.stride] ?? 0) + (target[at + alpha.stride + 1] ?? 0)
      halfTarget[y * half.stride + x] = (sum + 2) >> 2
    }
  }
  return { alpha, alphaHalf: half, top, bottom }
}

/** Reflects the inner picture into its margin, and repeats the last row once for the interpolation below it. */
function spread(target: Uint8Array, plane: Plane, width: number, height: number, extraX: number, extraY: number): void {
  for (let y = extraY; y < extraY + height; y++) {
    const row = y * plane.stride
    for (let x = 0; x < extraX; x++) {
      target[row + x] = target[row + extraX + reflect(x - extraX, width)] ?? 0
      target[row + extraX + width + x] = target[row + extraX + reflect(width + x, width)] ?? 0
    }
    target[row + plane.width] = target[row + plane.width - 1] ?? 0
  }
  for (let y = 0; y < plane.height + 1; y++) {
    if (y >= extraY && y < extraY + height) continue
    const from = (extraY + reflect(Math.min(y, plane.height - 1) - extraY, height)) * plane.stride
    target.copyWithin(y * plane.stride, from, from + plane.stride)
  }
}
