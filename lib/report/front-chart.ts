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
    ...stair(points.filter(({ isOnFront }) => isOnFront).map((point) => [x(point.perSecondMicros), y(point.rating)])),
    ...points.map(
      ({ perSecondMicros, rating, isOnFront }): Shape => ({
        ...{ kind: "point", x: x(perSecondMicros), y: y(rating), isFilled: isOnFront },
      }),
    ),
  ]
  return { width, height, shapes: [...shapes, ...names(points, x, y)] }
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

/** Each name beside its point, where it covers the fewest of the other names and points. */
function names(points: readonly FrontPoint[], x: (micros: number) => number, y: (rating: number) => number): Shape[] {
  const taken: Box[] = points.map((point) => ({
    x: x(point.perSecondMicros) - 5,
    y: y(point.rating) - 5,
    width: 10,
    height: 10,
  }))
  return points.map((point, own) => {
    const [px, py] = [x(point.perSecondMicros), y(point.rating)]
    const width = point.model.length * letterWidth
    const places = [
      { anchor: "start" as const, x: px + 10, y: py + 4 },
      { anchor: "end" as const, x: px - 10, y: py + 4 },
      { anchor: "start" as const, x: px + 7, y: py - 8 },
      { anchor: "end" as const, x: px - 7, y: py - 8 },
      { anchor: "start" as const, x: px + 7, y: py + 16 },
      { anchor: "end" as const, x: px - 7, y: py + 16 },
    ].map((place) => {
      const area = { x: place.anchor === "start" ? place.x : place.x - width, y: place.y - 11, width, height: lineHeight }
      const covered = taken.filter((other, index) => index !== own && overlaps(area, other)).length
      const outside = Number(area.x < box.left) + Number(area.x + width > box.width)
      return { ...place, area, cost: covered + 3 * outside }
    })
    const best = places.reduce((chosen, place) => (place.cost < chosen.cost ? place : chosen))
    taken.push(best.area)
    const tone = point.isOnFront ? "strong" : "plain"
    return { kind: "text", x: best.x, y: best.y, text: point.model, anchor: best.anchor, tone }
  })
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
