"use client"

import { useEffect } from "react"
import { useComparisonState } from "@/components/compare/use-comparison-state"
import { rates } from "@/components/player/clock"
import type { Transport } from "@/components/player/transport"

/** Milliseconds of rest after which the address takes over where it stands. */
const restMs = 300

/** Keeps the address at the moment that is shown, so that it can be sent: how it plays at once, the frame whenever it stands. */
export function useMoment(transport: Transport | null) {
  const [, setState] = useComparisonState()
  useEffect(() => {
    if (!transport) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let told = ""
    const tell = () => {
      const { loop, speed, isPlaying, frame } = transport.getState()
      const { offsets } = transport.getLineup()
      const how = {
        loop: loop && transport.loopFrames(),
        speed: rates.find((rate) => rate === speed) ?? null,
        offsets: offsets.some((offset) => offset !== 0) ? [...offsets] : null,
      }
      const words = JSON.stringify(how)
      if (told !== "" && words !== told) void setState(how)
      told = words
      clearTimeout(timer)
      if (!isPlaying) timer = setTimeout(() => void setState({ frame: frame || null }), restMs)
    }
    tell()
    const stop = transport.subscribe(tell)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [transport, setState])
}
