import type { FrontPoint } from "@/lib/report/cost"
import { priceScale, ratingScale } from "@/lib/report/scale"
import { rateWords } from "@/lib/report/words"

/** What a chart is drawn of, in pixels of its own box: the page and the exported report draw the same. */
export type Shape =
  | { kind: "line"; x1: number; y1: number; x2: number; y2: number; tone: "ink" | "grid" | "interval" }
  | { kind: "point"; x: number; y: number; isFilled: boolean }
  | { kind: "text"; x: number; y: number; text: string; anchor: "start" | "middle" | "end"; tone: "strong" | "plain" | "axis" }

export type Chart = { width: number; height: number; shapes: Shape[] }

const box = { width: 416, height: 336, left: 40, right: 16, top: 20, bottom: 28 }
const letterWidth = 6.3
const lineHeight = 14
/** A name a line away might be taken for another point's: rather over three lines than there. */
const farCost = 3

type Box = { x: number; y: number; width: number; height: number }

/** Rating against price a second: points on the front filled and joined by a stair, the others hollow, names at the points. */
export function frontChart(points: readonly FrontPoint[]): Chart {
  const { width, height, left, right, top, bottom } = box
  if (points.length === 0) return { width, height, shapes: [] }
  const prices = priceScale(points.map(({ perSecondMicros }) => perSecondMicros))
  const ratings = ratingScale(points)
  const x = (micros: number) => left + prices.at(micros) * (width - left - right)
  const y = (rating: number) => height - bottom - ratings.at(rating) * (height - top - bottom)
  const axis = { tone: "axis" } as const
  const front = stair(points.filter(({ isOnFront }) => isOnFront).map((point) => [x(point.perSecondMicros), y(point.rating)]))
  const shapes: Shape[] = [
    ...ratings.ticks.flatMap((tick): Shape[] => [
      { kind: "line", x1: left, y1: y(tick), x2: width - right, y2: y(tick), tone: "grid" },
      { kind: "text", x: left - 8, y: y(tick) + 4, text: String(tick), anchor: "end", ...axis },
    ]),
    ...prices.ticks.map((tick): Shape => {
      const text = tick >= 10_000 ? rateWords(tick).replace(/0$/, "") : rateWords(tick)
      return { kind: "text", x: x(tick), y: height - 8, text, anchor: "middle", ...axis }
    }),
    ...points.map(
      ({ perSecondMicros, low, high }): Shape => ({
        ...{ kind: "line", x1: x(perSecondMicros), y1: y(low), x2: x(perSecondMicros), y2: y(high), tone: "interval" },
      }),
    ),
    ...front,
    ...points.map(
      ({ perSecondMicros, rating, isOnFront }): Shape => ({
        ...{ kind: "point", x: x(perSecondMicros), y: y(rating), isFilled: isOnFront },
      }),
    ),
  ]
  return { width, height, shapes: [...shapes, ...names(points, x, y, front)] }
}

/** What is on or above the stair is beaten by nobody. */
function stair(corners: readonly (readonly [number, number])[]): Shape[] {
  const tone = "ink" as const
  return corners.flatMap(([x, y], place): Shape[] => {
    const next = corners[place + 1]
    const end = next?.[0] ?? box.width - box.right
    const across: Shape = { kind: "line", x1: x, y1: y, x2: end, y2: y, tone }
    return next ? [across, { kind: "line", x1: end, y1: y, x2: end, y2: next[1], tone }] : [across]
  })
}

/** Each name beside its point, where it covers the fewest of the other names, points and lines. */
function names(
  points: readonly FrontPoint[],
  x: (micros: number) => number,
  y: (rating: number) => number,
  front: readonly Shape[],
): Shape[] {
  const lines = [
    ...front.flatMap((shape) => (shape.kind === "line" ? [shape] : [])),
    ...points.map(({ perSecondMicros, low, high }) => ({
      ...{ x1: x(perSecondMicros), x2: x(perSecondMicros), y1: y(high), y2: y(low) },
    })),
  ].map(({ x1, x2, y1, y2 }) => ({
    ...{ x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1) + 1, height: Math.abs(y2 - y1) + 1 },
  }))
  const taken: Box[] = points.map((point) => ({
    x: x(point.perSecondMicros) - 5,
    y: y(point.rating) - 5,
    width: 10,
    height: 10,
  }))
  return points.map((point) => {
    const best = placesAround(x(point.perSecondMicros), y(point.rating), point.model.length * letterWidth)
      .map((place) => ({ ...place, cost: costOf(place.area, taken, lines) + (place.isFar ? farCost : 0) }))
      .reduce((chosen, place) => (place.cost < chosen.cost ? place : chosen))
    taken.push(best.area)
    const tone = point.isOnFront ? "strong" : "plain"
    return { kind: "text", x: best.x, y: best.y, text: point.model, anchor: best.anchor, tone }
  })
}

/** Right and left of a point, then above and below it, the likeliest first. */
function placesAround(x: number, y: number, width: number) {
  const sides = [
    { anchor: "start", dx: 9, dy: 4 },
    { anchor: "end", dx: -9, dy: 4 },
    { anchor: "start", dx: 5, dy: -7 },
    { anchor: "end", dx: -5, dy: -7 },
    { anchor: "start", dx: 5, dy: 15 },
    { anchor: "end", dx: -5, dy: 15 },
    { anchor: "end", dx: -5, dy: -20 },
    { anchor: "start", dx: 5, dy: 28 },
  ] as const
  return sides.map(({ anchor, dx, dy }) => {
    const left = anchor === "start" ? x + dx : x + dx - width
    const isFar = Math.abs(dy) > lineHeight + 1
    return { anchor, isFar, x: x + dx, y: y + dy, area: { x: left, y: y + dy - 10, width, height: lineHeight - 1 } }
  })
}

/** A name over another, or outside, cannot be read; over a line it can, less well. */
function costOf(area: Box, taken: readonly Box[], lines: readonly Box[]): number {
  const outside = Number(area.x < box.left - 4) + Number(area.x + area.width > box.width)
  return (
    outside * 8 +
    taken.filter((other) => overlaps(area, other)).length * 4 +
    lines.filter((other) => overlaps(area, other)).length
  )
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
