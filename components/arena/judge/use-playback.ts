"use client"

import { type RefObject, useCallback, useEffect, useRef, useState } from "react"
import { afterFrame, noPass } from "@/components/arena/judge/passes"
import { type OpenedPair, type PairFacts, usePairTransport } from "@/components/arena/judge/use-pair-transport"
import { followWithSound } from "@/components/player/sound"
import type { Transport } from "@/components/player/transport"

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
  /** It is to begin at the start as soon as the start is on both screens: a clock that ran before would leave frames out. */
  const isToBegin = useRef(false)

  useEffect(() => {
    if (!transport) return
    const last = transport.grid.times.length - 1
    const follow = () => {
      const { isPlaying, frame } = transport.getState()
      if (isToBegin.current) {
        if (!isAtStart(transport)) return
        isToBegin.current = false
        seen.current = { ...seen.current, frame: 0 }
        transport.play()
      } else if (isPlaying) {
        seen.current = afterFrame(seen.current, frame, last)
        setPasses(seen.current.passes)
      }
    }
    isToBegin.current = !matchMedia("(prefers-reduced-motion: reduce)").matches
    const stop = transport.subscribe(follow)
    follow()
    return stop
  }, [transport])

  const heardSide = passes % 2 === 0 ? 0 : 1
  const heardUrl = pair.hasAudio && !isMuted ? urls[heardSide] : undefined
  useEffect(() => (transport && heardUrl ? followWithSound(transport, heardUrl) : undefined), [transport, heardUrl])

  const again = useCallback(() => {
    if (!transport) return
    const isThere = isAtStart(transport)
    transport.seekFrame(0)
    isToBegin.current = !isThere
    seen.current = { ...seen.current, frame: 0 }
    if (isThere) transport.play()
  }, [transport])
  const toggle = useCallback(() => {
    if (!transport) return
    const { isWaiting, isPlaying, frame } = transport.getState()
    if (frame === 0 && isWaiting && !isPlaying) isToBegin.current = !isToBegin.current
    else transport.toggle()
  }, [transport])
  return { opened, passes, heard: heardUrl ? (["left", "right"] as const)[heardSide] : null, isMuted, setMuted, toggle, again }
}

/** The first frame of both is on the screen. */
function isAtStart(transport: Transport): boolean {
  const { frame, isWaiting } = transport.getState()
  return frame === 0 && !isWaiting
}
