"use client"

import { type RefObject, useCallback, useEffect, useRef, useState } from "react"
import { afterFrame, noPass } from "@/components/arena/judge/passes"
import { type OpenedPair, type PairFacts, usePairTransport } from "@/components/arena/judge/use-pair-transport"
import { followWithSound } from "@/components/player/sound"

export type Playback = {
  opened: OpenedPair
  /** How often the pair was seen to its end. */
  passes: number
  /** Which side is heard now: they take turns, pass by pass. */
  heard: "left" | "right" | null
  isMuted: boolean
  setMuted: (isMuted: boolean) => void
  toggle: () => void
  /** From the start, playing. */
  again: () => void
}

/**
 * Plays a pair in step and in a loop in the two players of `stage`: by itself, unless the person wants little motion. Two
 * sounds at once tell nothing, so each side is heard in every second pass.
 */
export function usePlayback(
  stage: RefObject<HTMLElement | null>,
  urls: readonly [string, string],
  pair: PairFacts & { hasAudio: boolean },
): Playback {
  const opened = usePairTransport(stage, urls, pair)
  const transport = opened.state === "ready" ? opened.transport : null
  const [passes, setPasses] = useState(0)
  const [isMuted, setMuted] = useState(false)
  const seen = useRef(noPass)
  const restartedAt = useRef<number | null>(null)

  useEffect(() => {
    if (!transport) return
    const last = transport.grid.times.length - 1
    const stop = transport.subscribe(() => {
      const { isPlaying, frame } = transport.getState()
      if (!isPlaying) return
      if (restartedAt.current !== null) {
        // Until the start is on screen, what is shown still belongs to the pass that was broken off.
        if (frame >= restartedAt.current) return
        restartedAt.current = null
        seen.current = { ...seen.current, frame }
        return
      }
      seen.current = afterFrame(seen.current, frame, last)
      setPasses(seen.current.passes)
    })
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) transport.play()
    return stop
  }, [transport])

  const heardSide = passes % 2 === 0 ? 0 : 1
  const heardUrl = pair.hasAudio && !isMuted ? urls[heardSide] : undefined
  useEffect(() => (transport && heardUrl ? followWithSound(transport, heardUrl) : undefined), [transport, heardUrl])

  const again = useCallback(() => {
    if (!transport) return
    const { frame } = transport.getState()
    restartedAt.current = frame > 0 ? frame : null
    transport.seekFrame(0)
    transport.play()
  }, [transport])
  const toggle = useCallback(() => transport?.toggle(), [transport])
  return { opened, passes, heard: heardUrl ? (["left", "right"] as const)[heardSide] : null, isMuted, setMuted, toggle, again }
}
