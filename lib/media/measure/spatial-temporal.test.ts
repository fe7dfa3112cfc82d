import { expect, test } from "vitest"
import { difference, spatialInformation } from "@/lib/media/measure/spatial-temporal"

const [width, height] = [96, 64]

/** A picture by whole-number arithmetic, so that FFmpeg and we see the same bytes. */
function picture(frame: number): Uint8Array {
  const luma = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const board = (Math.floor((x + 3 * frame) / 12) + Math.floor(y / 9)) % 2 ? 40 : 0
      luma[y * width + x] = (x * x + 3 * y * (frame + 1) + (((x + 2 * frame) * y) >> 2) + board) % 256
    }
  }
  return luma
}

/** Printed by FFmpeg 5.1.9 (Debian): these frames as full-range gray through `format=yuvj420p,siti,metadata=print`. */
const siti = [
  { si: 192.47, ti: 0 },
  { si: 189.33, ti: 107.56 },
  { si: 180.39, ti: 107.24 },
  { si: 179.39, ti: 107.91 },
]

test("spatial and temporal information are those of FFmpeg's siti", () => {
  for (const [frame, { si, ti }] of siti.entries()) {
    expect(spatialInformation(picture(frame), width, height)).toBeCloseTo(si, 1)
    if (frame > 0) expect(difference(picture(frame), picture(frame - 1)).ti).toBeCloseTo(ti, 1)
  }
})

test("a flat picture has no spatial information, and a change of light alone no temporal", () => {
  const flat = new Uint8Array(width * height).fill(90)
  expect(spatialInformation(flat, width, height)).toBe(0)
  expect(
    difference(
      flat.map((value) => value + 7),
      flat,
    ),
  ).toEqual({ ti: 0, meanAbsolute: 7 })
})
