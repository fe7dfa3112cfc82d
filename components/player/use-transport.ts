"use client"

import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react"
import { openCanvasScreen } from "@/components/player/canvas-screen"
import type { Lineup } from "@/components/player/lineup"
import type { Screen } from "@/components/player/screen"
import { type Moment, Transport, type TransportState } from "@/components/player/transport"
import { openVideoScreen } from "@/components/player/video-screen"
import type { TakeClip } from "@/lib/takes/schema"

/**
 * What one player plays: the clip, or its proxy, which has the clip's frames in a smaller picture. With its size told, a
 * proxy is shown in exactly the clip's shape. Rate and count matter only where the browser's own player must do.
 */
export type PlayedClip = Pick<TakeClip, "url" | "fps" | "frameCount"> &
  Partial<Pick<TakeClip, "width" | "height">> & { proxyUrl?: string | null }

export type Opened =
  | { state: "opening" }
  /** `problem`: why the files asked for last could not be opened; the ones before them are played on. */
  | { state: "ready"; transport: Transport; isExact: boolean; problem: string | null }
  | { state: "failed"; reason: string }

/**
 * Opens the clips in the elements of `stage` that carry `data-player`, in their order, under one transport that begins at
 * `start` (a frame, or more of a moment). Other clips begin anew; other files of the same clips (their proxies) come in at the moment that is shown.
 * Closes with the component.
 */
export function useTransport(
  stage: RefObject<HTMLElement | null>,
  played: readonly PlayedClip[],
  start: number | Partial<Moment>,
): Opened {
  const [opened, setOpened] = useState<Opened>({ state: "opening" })
  const current = useRef<Transport | null>(null)
  const clips = played.map(({ url }) => url).join(" ")
  const files = played.map(({ url, proxyUrl }) => proxyUrl ?? url).join(" ")
  // Keyed by the clips: another set of them is another transport.
  useEffect(() => {
    setOpened({ state: "opening" })
    return () => {
      current.current?.close()
      current.current = null
    }
  }, [clips])
  // Files never change; which ones they are is in the keys. The start counts only for a new transport.
  useEffect(() => {
    const players = [...(stage.current?.querySelectorAll<HTMLElement>("[data-player]") ?? [])]
    const abort = new AbortController()
    const opening = played.map((each, index) => openPlayer(each, players[index], abort.signal))
    let isDone = false
    Promise.all(opening)
      .then((screens) => {
        if (abort.signal.aborted) return closeAll(opening)
        isDone = true
        for (const [index, { table }] of screens.entries())
          players[index]?.setAttribute("data-frames", String(table.times.length))
        const isExact = screens.every(({ kind }) => kind === "frames")
        if (current.current) current.current.exchange(screens)
        else current.current = new Transport(screens, typeof start === "number" ? { frame: start } : start)
        setOpened({ state: "ready", transport: current.current, isExact, problem: null })
      })
      .catch((error: unknown) => {
        closeAll(opening)
        if (abort.signal.aborted) return
        const reason = error instanceof Error ? error.message : ""
        setOpened((before) => (before.state === "ready" ? { ...before, problem: reason } : { state: "failed", reason }))
      })
    // Once open, a screen is closed by the transport that has it.
    return () => {
      if (!isDone) abort.abort()
    }
  }, [clips, files, stage])
  return opened
}

/** A proxy that cannot be opened is no reason not to look: then the clip itself is played. */
async function openPlayer(clip: PlayedClip, player: HTMLElement | undefined, signal: AbortSignal): Promise<Screen> {
  if (!player) throw new Error("There is no place for this clip.")
  const { url, proxyUrl } = clip
  if (!proxyUrl) return openScreen(url, clip, player, signal)
  return openScreen(proxyUrl, clip, player, signal).catch(() => openScreen(url, clip, player, signal))
}

async function openScreen(url: string, clip: PlayedClip, player: HTMLElement, signal: AbortSignal): Promise<Screen> {
  return (await openCanvasScreen(url, player, clip, signal)) ?? openVideoScreen(url, player, clip, signal)
}

/** Screens of which no transport came to be. */
function closeAll(opening: readonly Promise<Screen>[]) {
  for (const screen of opening)
    void screen.then(
      (each) => each.close(),
      () => {},
    )
}

const standing: TransportState = {
  ...{ isPlaying: false, rate: 1, speed: 1, frame: 0, shown: [], loop: null },
  ...{ isWaiting: true, error: undefined },
}
const nothing = () => () => {}

/** What the transport does now; renders with every frame shown, so keep what uses it small. */
export function useTransportState(transport: Transport | null): TransportState {
  return useSyncExternalStore(transport?.subscribe ?? nothing, transport?.getState ?? (() => standing), () => standing)
}

/** The screens on their time base; renders when a take is slipped, not with every frame. */
export function useLineup(transport: Transport | null): Lineup | null {
  return useSyncExternalStore(transport?.subscribe ?? nothing, transport?.getLineup ?? (() => null), () => null)
}
