import { expect, test } from "vitest"
import { layoutStill, placeIn, stillName, stillWords } from "@/components/compare/still-layout"
import type { TakeView } from "@/lib/takes/schema"

const hd = { width: 1280, height: 720 }
const take = { number: 7, shotNumber: 12, modelName: "Kling 3.0", clip: { fps: 24 } } as TakeView
const other = { ...take, number: 8, modelName: "Gen-4.5" }

test("four takes stand in two rows of two, each at its own pixels, and none over another", () => {
  const { cells, width, height, labelHeight } = layoutStill([hd, hd, hd, hd], 2)
  expect(cells).toHaveLength(4)
  for (const cell of cells) expect(cell).toMatchObject(hd)
  const [a, b, c] = cells
  expect(b?.left).toBeGreaterThanOrEqual((a?.left ?? 0) + 1280)
  expect(b?.top).toBe(a?.top)
  expect(c?.top).toBeGreaterThanOrEqual((a?.top ?? 0) + 720 + labelHeight)
  expect(width).toBeGreaterThan(2560)
  expect(height).toBeGreaterThan(1440 + 2 * labelHeight)
})

test("of two sizes the larger keeps its pixels and the smaller is brought to it", () => {
  const { cells } = layoutStill([{ width: 1920, height: 1080 }, hd], 2)
  expect(cells[1]).toMatchObject({ width: 1920, height: 1080 })
  const cell = { left: 10, top: 20, width: 1920, height: 1080 }
  expect(placeIn(cell, hd)).toEqual(cell)
  expect(placeIn(cell, { width: 1080, height: 1920 })).toEqual({ left: 10 + 656, top: 20, width: 608, height: 1080 })
})

test("a picture of very many pixels is made smaller as a whole", () => {
  const { width, height } = layoutStill(Array(4).fill({ width: 7680, height: 4320 }), 2)
  expect(width * height).toBeLessThan(40_000_000)
  expect(width / height).toBeCloseTo(16 / 9, 0)
})

test("words tell take, model, time code and frame; with hidden names only when it is", () => {
  expect(stillWords(take, 61, false, false)).toBe("Take 7, Kling 3.0, 00:02:13, frame 61")
  expect(stillWords(take, 61, true, false)).toBe("00:02:13, frame 61")
  expect(stillWords(take, 61, true, true)).toBe("00:02:13, frame 61, proxy")
})

test("the file is named after its takes, or after the letters when names are hidden", () => {
  expect(stillName([take, other], 61, false)).toBe("shot-12-takes-7-8-frame-61.png")
  expect(stillName([take, other], 61, true)).toBe("A-B-frame-61.png")
})
