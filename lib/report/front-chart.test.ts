import { expect, test } from "vitest"
import { priceFront } from "@/lib/report/cost"
import { frontChart, type Shape } from "@/lib/report/front-chart"
import { priceScale, ratingScale } from "@/lib/report/scale"

const points = [
  ["Ray 3.2", 60_000, 926],
  ["Kling 3.0", 84_000, 1097],
  ["Gemini Omni 1.2 Flash", 100_000, 880],
  ["Gen-4.5", 120_000, 990],
  ["Seedance 2.0 (ModelArk)", 151_000, 1012],
  ["Veo 3.1 (Vertex)", 200_000, 1094],
].map(([model, perSecondMicros, rating]) => ({
  ...{ model: String(model), perSecondMicros: Number(perSecondMicros), rating: Number(rating) },
  ...{ low: Number(rating) - 55, high: Number(rating) + 55 },
}))

const named = (shapes: readonly Shape[]) =>
  shapes.flatMap((shape) => (shape.kind === "text" && shape.tone !== "axis" ? [shape] : []))

test("every model has a point and its name, and nothing lies outside the picture", () => {
  const { width, height, shapes } = frontChart(priceFront(points))
  expect(named(shapes).map(({ text }) => text)).toEqual(points.map(({ model }) => model))
  expect(shapes.flatMap((shape) => (shape.kind === "point" ? [shape.isFilled] : []))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  for (const shape of shapes) {
    const xs = shape.kind === "line" ? [shape.x1, shape.x2] : [shape.x]
    const ys = shape.kind === "line" ? [shape.y1, shape.y2] : [shape.y]
    for (const x of xs) expect(x >= 0 && x <= width).toBe(true)
    for (const y of ys) expect(y >= 0 && y <= height).toBe(true)
  }
})

test("no name lies on another", () => {
  const areas = named(frontChart(priceFront(points)).shapes).map(({ x, y, text, anchor }) => {
    const length = text.length * 6
    return { left: anchor === "start" ? x : x - length, right: anchor === "start" ? x + length : x, top: y - 9, bottom: y + 2 }
  })
  for (const [place, one] of areas.entries())
    for (const other of areas.slice(place + 1)) {
      const apart = one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top
      expect(apart, JSON.stringify([one, other])).toBe(true)
    }
})

test("axes have round ticks, few enough to be read, and hold every value", () => {
  const ratings = ratingScale([{ low: 823, high: 1156 }])
  expect(ratings.ticks).toEqual([800, 850, 900, 950, 1000, 1050, 1100, 1150, 1200])
  expect([ratings.at(800), ratings.at(1200)]).toEqual([0, 1])
  expect(ratingScale([{ low: 100, high: 4000 }]).ticks.length).toBeLessThanOrEqual(9)
  const prices = priceScale([60_000, 200_000])
  expect(prices.ticks).toEqual([50_000, 75_000, 100_000, 150_000, 200_000])
  expect(prices.at(60_000)).toBeGreaterThan(0)
  expect(prices.at(200_000)).toBeLessThan(1)
})

test("one model alone, and none, are drawn too", () => {
  expect(named(frontChart(priceFront(points.slice(0, 1))).shapes)).toHaveLength(1)
  expect(frontChart([]).shapes).toEqual([])
})
