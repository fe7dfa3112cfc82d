"use client"

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual"
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react"
import { rowHeight, wallRows, wallShape, wallWidth } from "@/components/gallery/rows"
import type { Density, Grouping } from "@/components/gallery/use-gallery-filter"
import type { TakeView } from "@/lib/takes/schema"

type WallProps = {
  takes: readonly TakeView[]
  grouping: Grouping
  density: Density
  /** The take that keeps its card however far the wall is scrolled: the one with focus. */
  keptId: string | null
  renderHead: (takes: readonly TakeView[]) => ReactNode
  renderTake: (take: TakeView, place: { isFirstScreen: boolean }) => ReactNode
  /** Called when the end comes near. */
  onNearEnd: () => void
}

/**
 * A wall of takes: only what is near the window exists. Takes that arrive on top, while the wall is scrolled down, leave
 * what is being looked at where it is.
 */
export function Wall({ takes, grouping, density, keptId, renderHead, renderTake, onNearEnd }: WallProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const node = scroller.current
    if (!node) return
    const measure = () => setWidth(node.clientWidth - parseFloat(getComputedStyle(node).paddingLeft) * 2)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(node)
    return () => observer.disconnect()
  }, [])

  const shape = useMemo(() => wallShape(width || 1408, density), [width, density])
  const rows = useMemo(() => wallRows(takes, grouping, shape.columns), [takes, grouping, shape.columns])
  const keptRow =
    keptId === null ? -1 : rows.findIndex((row) => row.kind === "takes" && row.takes.some(({ id }) => id === keptId))
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index] ? rowHeight(rows[index], shape) : 0),
    overscan: 1,
    paddingEnd: 96,
    initialRect: { width: 1440, height: 800 },
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return keptRow < 0 || shown.includes(keptRow) ? shown : [...shown, keptRow].sort((a, b) => a - b)
    },
  })
  // Sizes follow from rows and shape, which the virtualizer cannot see.
  useLayoutEffect(() => virtualizer.measure(), [rows, shape])
  useAnchor(scroller, rows, shape)

  const items = virtualizer.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 6) onNearEnd()
  }, [lastShown, rows.length, onNearEnd])

  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-y-auto px-4 [overflow-anchor:none] max-sm:px-3">
      <div data-takes className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {width > 0 &&
          items.flatMap((item) => {
            const row = rows[item.index]
            if (!row) return []
            if (row.kind === "head") {
              return (
                <div
                  key={row.key}
                  className="absolute left-0"
                  style={{ top: item.start, height: item.size, width: wallWidth(shape) }}
                >
                  {renderHead(row.takes)}
                </div>
              )
            }
            return row.takes.map((take, column) => (
              <div
                key={take.id}
                className="absolute"
                style={{ top: item.start, left: column * (shape.cardWidth + shape.gap), width: shape.cardWidth }}
              >
                {renderTake(take, { isFirstScreen: item.start < 900 })}
              </div>
            ))
          })}
      </div>
    </div>
  )
}

type Anchor = { takeId: string; offset: number }

/** Keeps the first take on screen where it is when rows are added or taken away above it. At the very top, news come in. */
function useAnchor(
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: ReturnType<typeof wallRows>,
  shape: ReturnType<typeof wallShape>,
) {
  const anchor = useRef<Anchor | null>(null)
  useLayoutEffect(() => {
    const node = scroller.current
    const held = anchor.current
    if (!node || !held || node.scrollTop < 8) return
    let top = 0
    for (const row of rows) {
      if (row.kind === "takes" && row.takes.some(({ id }) => id === held.takeId)) {
        node.scrollTop = top - held.offset
        return
      }
      top += rowHeight(row, shape)
    }
  }, [rows, shape, scroller])
  useEffect(() => {
    const node = scroller.current
    if (!node) return
    const remember = () => {
      let top = 0
      for (const row of rows) {
        const height = rowHeight(row, shape)
        const first = row.takes[0]
        if (row.kind === "takes" && first && top + height > node.scrollTop) {
          anchor.current = { takeId: first.id, offset: top - node.scrollTop }
          return
        }
        top += height
      }
    }
    remember()
    node.addEventListener("scroll", remember, { passive: true })
    return () => node.removeEventListener("scroll", remember)
  }, [rows, shape, scroller])
}
