"use client"

import { type RefObject, useEffect, useState, useSyncExternalStore } from "react"
import { openCanvasScreen } from "@/components/player/canvas-screen"
import type { Screen } from "@/components/player/screen"
import { Transport, type TransportState } from "@/components/player/transport"
import { openVideoScreen } from "@/components/player/video-screen"
import type { TakeClip } from "@/lib/takes/schema"

export type Opened =
  | { state: "opening" }
  | { state: "ready"; transport: Transport; isExact: boolean }
  | { state: "failed"; reason: string }

/** What opening a clip needs of it: `frameCount` and `fps` count where the browser's own player must do. */
export type PlayedClip = Pick<TakeClip, "url" | "fps" | "frameCount">

/**
 * Opens the clips in the elements of `stage` that carry `data-player`, in their order, under one transport. Opens anew
 * when other clips are asked for; closes with the component.
 */
export function useTransport(stage: RefObject<HTMLElement | null>, clips: readonly PlayedClip[], startFrame: number): Opened {
  const [opened, setOpened] = useState<Opened>({ state: "opening" })
  const key = clips.map(({ url }) => url).join(" ")
  // Clips never change; which ones they are is in the key. The start counts only once.
  useEffect(() => {
    const players = [...(stage.current?.querySelectorAll<HTMLElement>("[data-player]") ?? [])]
    const abort = new AbortController()
    let transport: Transport | undefined
    setOpened({ state: "opening" })
    const opening = clips.map((clip, index) => openScreen(clip, players[index], abort.signal))
    Promise.all(opening).then(
      (screens) => {
        if (abort.signal.aborted) return
        for (const [index, { table }] of screens.entries())
          players[index]?.setAttribute("data-frames", String(table.times.length))
        transport = new Transport(screens, startFrame)
        setOpened({ state: "ready", transport, isExact: screens.every(({ kind }) => kind === "frames") })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setOpened({ state: "failed", reason: error instanceof Error ? error.message : "" })
      },
    )
    return () => {
      abort.abort()
      transport?.close()
      // Screens of which the transport never came to be.
      if (!transport)
        for (const screen of opening)
          void screen.then(
            (each) => each.close(),
            () => {},
          )
    }
  }, [key, stage])
  return opened
}

async function openScreen(clip: PlayedClip, player: HTMLElement | undefined, signal: AbortSignal): Promise<Screen> {
  if (!player) throw new Error("There is no place for this clip.")
  const canvas = document.createElement("canvas")
  const exact = await openCanvasScreen(clip.url, player, canvas, signal)
  if (exact) {
    player.replaceChildren(canvas)
    return exact
  }
  const { screen, video } = await openVideoScreen(clip.url, player, clip, signal)
  player.replaceChildren(video)
  return screen
}

const standing: TransportState = { isPlaying: false, rate: 1, frame: 0, loop: null, isWaiting: true, error: undefined }
const nothing = () => () => {}

/** What the transport does now; renders with every frame shown, so keep what uses it small. */
export function useTransportState(transport: Transport | null): TransportState {
  return useSyncExternalStore(transport?.subscribe ?? nothing, transport?.getState ?? (() => standing), () => standing)
}
