"use client"

import { useEffect, useRef } from "react"
import type { Transport } from "@/components/player/transport"

/** The line through ruler and strips. Moved by hand: it stands still only for a frame's time. */
export function Playhead({ transport }: { transport: Transport | null }) {
  const line = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (!transport) return
    const move = () => {
      const seconds = transport.grid.times[transport.getState().frame] ?? 0
      if (line.current) line.current.style.left = `${(seconds / transport.grid.durationSeconds) * 100}%`
    }
    move()
    return transport.subscribe(move)
  }, [transport])
  return (
    <div className="relative">
      <span
        ref={line}
        className="absolute inset-y-0 left-0 z-10 w-px bg-ink before:absolute before:top-0 before:-left-1 before:size-[9px] before:bg-ink before:[clip-path:polygon(0_0,100%_0,100%_50%,50%_100%,0_50%)]"
      />
    </div>
  )
}
