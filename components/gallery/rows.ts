import type { Density, Grouping } from "@/components/gallery/use-gallery-filter"
import type { TakeView } from "@/lib/takes/schema"

export type HeadRow = { kind: "head"; key: string; takes: TakeView[] }
export type TakesRow = { kind: "takes"; key: string; takes: TakeView[] }
export type WallRow = HeadRow | TakesRow

export type WallShape = { columns: number; cardWidth: number; gap: number }

/** Pixels. A row of takes is its picture, one line of words under it, and the distance to the next row. */
const gap = 8
const wordsHeight = 20
const rowGap = 12
export const headHeight = 44

/** How many pictures stand in a row of this width, and how wide: whole 16ths, where little is lost, so that 16:9 is whole pixels. */
export function wallShape(width: number, density: Density): WallShape {
  const dense = width >= 1150 ? 6 + Math.max(0, Math.floor((width - 1500) / 320)) : width >= 640 ? 4 : 2
  const columns = density === "dense" ? dense : Math.max(1, Math.floor((dense * 2) / 3))
  const widest = Math.floor((width - gap * (columns - 1)) / columns)
  const whole = widest - (widest % 16)
  return { columns, cardWidth: (widest - whole) * columns <= 64 ? whole : widest, gap }
}

/** From the left edge of the first picture to the right edge of the last one. */
export function wallWidth({ columns, cardWidth, gap }: WallShape): number {
  return columns * (cardWidth + gap) - gap
}

/** The height of one row. */
export function rowHeight(row: WallRow, shape: WallShape): number {
  return row.kind === "head" ? headHeight : Math.ceil((shape.cardWidth * 9) / 16) + wordsHeight + rowGap
}

/** Lays takes, newest first, out in rows: a heading wherever the shot (or the day) changes, then rows of `columns`. */
export function wallRows(takes: readonly TakeView[], grouping: Grouping, columns: number): WallRow[] {
  const rows: WallRow[] = []
  let run: TakeView[] = []
  const flush = () => {
    const newest = run[0]
    if (!newest) return
    rows.push({ kind: "head", key: `head-${run.at(-1)?.id}`, takes: run })
    for (let at = 0; at < run.length; at += columns) {
      const part = run.slice(at, at + columns)
      rows.push({ kind: "takes", key: `row-${part[0]?.id}`, takes: part })
    }
    run = []
  }
  for (const take of takes) {
    const before = run[0]
    if (before && groupOf(before, grouping) !== groupOf(take, grouping)) flush()
    run.push(take)
  }
  flush()
  return rows
}

function groupOf(take: TakeView, grouping: Grouping): string {
  return grouping === "shot" ? take.shotId : new Date(take.createdAt).toDateString()
}
