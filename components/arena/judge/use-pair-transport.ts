"use client"

import { type RefObject, useEffect, useState } from "react"
import { openCanvasScreen } from "@/components/player/canvas-screen"
import { Transport } from "@/components/player/transport"
import { openVideoScreen } from "@/components/player/video-screen"

/** Counts only where the browser's own player must do: blind clips are encoded alike. */
const fallbackFps = 24

export type PairFacts = { width: number; height: number; durationSeconds: number }

export type OpenedPair = { state: "opening" } | { state: "ready"; transport: Transport } | { state: "failed" }

/** Opens both clips in the elements of `stage` that carry `data-player` under one transport. Closes with the component. */
export function usePairTransport(
  stage: RefObject<HTMLElement | null>,
  urls: readonly [string, string],
  { width, height, durationSeconds }: PairFacts,
): OpenedPair {
  const [opened, setOpened] = useState<OpenedPair>({ state: "opening" })
  const [left, right] = urls
  useEffect(() => {
    const players = [...(stage.current?.querySelectorAll<HTMLElement>("[data-player]") ?? [])]
    const abort = new AbortController()
    const frames = { fps: fallbackFps, frameCount: Math.round(durationSeconds * fallbackFps) }
    const opening = [left, right].map(async (url, index) => {
      const player = players[index]
      if (!player) throw new Error("There is no place for this clip.")
      const exact = await openCanvasScreen(url, player, { width, height }, abort.signal)
      return exact ?? openVideoScreen(url, player, frames, abort.signal)
    })
    const closeAll = () => {
      for (const screen of opening)
        void screen.then(
          (each) => each.close(),
          () => {},
        )
    }
    let transport: Transport | undefined
    Promise.all(opening).then(
      (screens) => {
        if (abort.signal.aborted) return closeAll()
        transport = new Transport(screens)
        setOpened({ state: "ready", transport })
      },
      () => {
        closeAll()
        if (!abort.signal.aborted) setOpened({ state: "failed" })
      },
    )
    return () => {
      abort.abort()
      transport?.close()
    }
  }, [stage, left, right, width, height, durationSeconds])
  return opened
}
