"use client"

import { type KeyboardEvent, type PointerEvent, useRef } from "react"
import { cx } from "@/components/ui/cx"

type LoopEdgeProps = {
  edge: "first" | "last"
  /** The frame at which it stands, and the last of all frames. */
  frame: number
  end: number
  /** Percent of the ruler's width. */
  left: number
  isSet: boolean
  disabled: boolean
  /** Called with the frame it is moved to. */
  onMove: (frame: number) => void
}

/** One edge of the loop on the ruler: a slider of its own, dragged or moved by arrow keys. */
export function LoopEdge({ edge, frame, end, left, isSet, disabled, onMove }: LoopEdgeProps) {
  const isHeld = useRef(false)
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const ruler = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!isHeld.current || !ruler) return
    const share = Math.max(0, Math.min(1, (event.clientX - ruler.left) / ruler.width))
    // A range holds its last frame to the end of it.
    onMove(edge === "first" ? Math.round(share * (end + 1)) : Math.round(share * (end + 1)) - 1)
  }
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1
    const to = { ArrowLeft: frame - step, ArrowRight: frame + step, Home: 0, End: end }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onMove(to)
  }
  return (
    <div
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={edge === "first" ? "Loop start" : "Loop end"}
      aria-valuemin={0}
      aria-valuemax={end}
      aria-valuenow={frame}
      aria-valuetext={`frame ${frame} of ${end + 1}`}
      aria-disabled={disabled}
      data-tip={edge === "first" ? "Loop start" : "Loop end"}
      data-tip-key={edge === "first" ? "I" : "O"}
      style={{ left: `${left}%` }}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (disabled || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        isHeld.current = true
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        isHeld.current = false
      }}
      onPointerCancel={() => {
        isHeld.current = false
      }}
      className={cx(
        "absolute bottom-0 z-20 h-3 w-3 cursor-ew-resize touch-none rounded-tag outline-offset-2 focus-visible:outline-2 focus-visible:outline-cue",
        "before:absolute before:bottom-0 before:h-2 before:w-1 before:rounded-xs",
        // For fingers below the Position, so that neither takes the other's; half of it lies over the first filmstrip.
        "touch:-bottom-5 touch:size-11 touch:-translate-x-1/2 touch:before:right-auto touch:before:bottom-5 touch:before:left-1/2 touch:before:-translate-x-1/2",
        edge === "first" ? "-translate-x-0.5 before:left-0.5" : "-translate-x-full before:right-0",
        isSet ? "before:bg-ink-2" : "before:bg-edge",
      )}
    />
  )
}
