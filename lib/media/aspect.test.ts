import fc from "fast-check"
import { expect, test } from "vitest"
import { cropBox, ratioOf, sizeFor } from "@/lib/media/aspect"
import { aspectRatios } from "@/lib/shots/schema"

test.each([
  [{ width: 1920, height: 1080 }, "16:9", { left: 0, top: 0, width: 1920, height: 1080 }],
  [{ width: 4000, height: 3000 }, "16:9", { left: 0, top: 375, width: 4000, height: 2250 }],
  [{ width: 3000, height: 4000 }, "16:9", { left: 0, top: 1156, width: 3000, height: 1688 }],
  [{ width: 4000, height: 3000 }, "9:16", { left: 1156, top: 0, width: 1688, height: 3000 }],
  [{ width: 1000, height: 999 }, "1:1", { left: 0, top: 0, width: 1000, height: 999 }],
  [{ width: 1366, height: 768 }, "16:9", { left: 0, top: 0, width: 1366, height: 768 }],
] as const)("%j to %s keeps the middle", (size, aspectRatio, box) => {
  expect(cropBox(size, aspectRatio)).toEqual(box)
})

test("a crop lies inside the picture, has the ratio, and leaves nothing out that would fit", () => {
  const edge = fc.integer({ min: 64, max: 12_000 })
  fc.assert(
    fc.property(edge, edge, fc.constantFrom(...aspectRatios), (width, height, aspectRatio) => {
      const box = cropBox({ width, height }, aspectRatio)
      expect(box.left).toBeGreaterThanOrEqual(0)
      expect(box.top).toBeGreaterThanOrEqual(0)
      expect(box.left + box.width).toBeLessThanOrEqual(width)
      expect(box.top + box.height).toBeLessThanOrEqual(height)
      expect(box.width === width || box.height === height).toBe(true)
      const offBy = Math.min(
        Math.abs(box.width - box.height * ratioOf(aspectRatio)),
        Math.abs(box.height - box.width / ratioOf(aspectRatio)),
      )
      expect(offBy).toBeLessThanOrEqual(1.5)
    }),
  )
})

test.each([
  ["16:9", "720p", 1280, 720],
  ["9:16", "1080p", 1080, 1920],
  ["1:1", "480p", 480, 480],
  ["16:9", "480p", 854, 480],
  ["21:9", "720p", 1680, 720],
  ["3:4", "720p", 720, 960],
  ["16:9", "4k", 3840, 2160],
] as const)("%s at %s is %i × %i", (aspectRatio, resolution, width, height) => {
  expect(sizeFor(aspectRatio, resolution)).toEqual({ width, height })
})
