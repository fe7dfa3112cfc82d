"use client"

import { useEffect, useRef, useState } from "react"
import { type Mark, marksOf, rowsOf } from "@/components/measures/marks"
import { spanStyle } from "@/components/measures/span-style"
import { cx } from "@/components/ui/cx"
import { placeWords } from "@/lib/format"
import type { ClipMeasures } from "@/lib/media/measure/schema"

type MarkRowsProps = { letter: string; measures: ClipMeasures; startSeconds: number; totalSeconds: number }

/** Pixels that the longest name takes. */
const nameWidth = 48

/** What was found in a take, below its filmstrip: a line as long as it lasts and its name; a cut is a stroke. */
export function MarkRows({ letter, measures, startSeconds, totalSeconds }: MarkRowsProps) {
  const list = useRef<HTMLUListElement>(null)
  const [width, setWidth] = useState(800)
  const marks = marksOf(measures)
  const isEmpty = marks.length === 0
  useEffect(() => {
    const node = list.current
    if (!node || isEmpty) return
    const observer = new ResizeObserver(() => setWidth(Math.max(1, node.clientWidth)))
    observer.observe(node)
    return () => observer.disconnect()
  }, [isEmpty])
  if (isEmpty) return null
  const rows = rowsOf(marks, (nameWidth / width) * totalSeconds)
  return (
    <ul ref={list} aria-label={`Marks of ${letter}`} className="relative mt-0.5" style={{ height: rows.length * 16 }}>
      {rows.map((row, at) =>
        row.map((mark) => (
          <li
            key={`${mark.name} ${mark.startSeconds}`}
            data-tip={markWords(mark)}
            className={cx(
              "absolute h-4 whitespace-nowrap text-11 text-ink-2",
              mark.name === "Cut" ? "border-ink border-l pl-1" : "border-ink-3 border-t-2",
            )}
            style={{
              top: at * 16,
              ...spanStyle(startSeconds + mark.startSeconds, startSeconds + mark.endSeconds, totalSeconds),
            }}
          >
            {mark.name}
            <span className="sr-only">{markWords(mark).slice(mark.name.length)}</span>
          </li>
        )),
      )}
    </ul>
  )
}

function markWords({ name, startSeconds, endSeconds }: Mark): string {
  if (endSeconds <= startSeconds) return `${name}, ${placeWords(startSeconds)}`
  return `${name}, ${placeWords(startSeconds)} to ${placeWords(endSeconds)}`
}
