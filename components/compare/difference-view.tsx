"use client"

import { type RefObject, useEffect, useRef } from "react"
import type { Gain } from "@/components/compare/difference"
import { type Drawn, drawDifference } from "@/components/compare/draw-difference"
import { boxesOf } from "@/components/compare/use-pictures"
import type { Transport } from "@/components/player/transport"

export type DifferenceViewProps = {
  stage: RefObject<HTMLElement | null>
  transport: Transport | null
  over: number
  gain: Gain
  isHeat: boolean
  /** Told for every standing frame; null while it plays, when the picture is reduced and not measured. */
  onDrawn: (drawn: Drawn | null) => void
}

/**
 * What A and the take laid over it differ by, drawn over both in the very tick in which they change. Of standing frames it
 * is exact to the code value; its canvas says so in `data-exact`, and in `data-frames` which frames it was made of; how long it took is told as the measure "difference".
 */
export function DifferenceView({ stage, transport, over, gain, isHeat, onDrawn }: DifferenceViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const told = useRef(onDrawn)
  useEffect(() => {
    told.current = onDrawn
  })
  useEffect(() => {
    const boxes = boxesOf(stage.current)
    const [a, b] = [boxes[0], boxes[over]]
    if (!a || !b || !transport || !canvas.current) return
    const target = canvas.current
    let wasPlaying: boolean | undefined
    const draw = () => {
      const { isPlaying } = transport.getState()
      const start = performance.now()
      const drawn = drawDifference(a, b, target, { gain, isHeat, isReduced: isPlaying })
      if (!drawn) return
      target.dataset.frames = `${a.dataset.frame},${b.dataset.frame}`
      target.dataset.exact = String(!isPlaying)
      if (!isPlaying) performance.measure("difference", { start })
      if (!isPlaying || wasPlaying !== isPlaying) told.current(isPlaying ? null : drawn)
      wasPlaying = isPlaying
    }
    draw()
    const changed = new MutationObserver(draw)
    for (const box of [a, b]) changed.observe(box, { attributeFilter: ["data-frame"], childList: true })
    const stop = transport.subscribe(() => {
      if (transport.getState().isPlaying !== wasPlaying) draw()
    })
    return () => {
      changed.disconnect()
      stop()
    }
  }, [stage, transport, over, gain, isHeat])
  return (
    <div className="pointer-events-none absolute inset-x-0 top-0 bottom-(--foot) overflow-hidden bg-well">
      <canvas ref={canvas} data-difference aria-label="Difference" role="img" className="size-full" />
    </div>
  )
}
