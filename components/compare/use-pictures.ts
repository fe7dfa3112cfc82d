"use client"

import { parseAsArrayOf, parseAsBoolean, parseAsFloat, parseAsNumberLiteral, parseAsStringLiteral, useQueryStates } from "nuqs"
import { type RefObject, useEffect, useState } from "react"
import { type Gain, gains } from "@/components/compare/difference"
import { Sight } from "@/components/compare/sight"
import { useComparisonState, type View } from "@/components/compare/use-comparison-state"
import { actualScale, wholePicture, zoomedAt, zoomOf, zoomStep, zoomWords } from "@/components/compare/zoom"

/** How the players' pictures are laid over each other, what of them is seen, and what changes it. */
export type Pictures = {
  view: View
  setView: (view: View) => void
  /** Which player is laid over A in wipe, difference and onion skin. */
  over: number
  setOver: (index: number) => void
  /** Difference: how many fold, and whether as a heat map. */
  gain: Gain
  setGain: (gain: Gain) => void
  isHeat: boolean
  setHeat: (isHeat: boolean) => void
  /** Wipe: whether the line lies across, and whether it goes with the pointer. */
  isTurned: boolean
  setTurned: (isTurned: boolean) => void
  follows: boolean
  setFollows: (follows: boolean) => void
  sight: Sight
  zoomIn: () => void
  zoomOut: () => void
  fit: () => void
  /** One pixel of A's original for one of the screen; pressed again, the whole picture. */
  actual: () => void
  /** Moves what is seen by shares of the box. */
  pan: (x: number, y: number) => void
  /** The wipe's line, the onion's skin or the gain, by one step up or down. */
  adjust: (direction: 1 | -1) => void
}

/** Milliseconds of rest after which the address takes over what was moved. */
const restMs = 300
const overs = ["B", "C", "D"] as const

/** The state of the pictures of `count` players in `stage`, kept in the address. `width` is that of A's original. */
export function usePictures(stage: RefObject<HTMLElement | null>, count: number, width: number): Pictures {
  const [{ view }, setComparison] = useComparisonState()
  const [kept, keep] = useQueryStates(
    {
      over: parseAsStringLiteral(overs).withDefault("B"),
      gain: parseAsNumberLiteral(gains).withDefault(1),
      heat: parseAsBoolean.withDefault(false),
      turned: parseAsBoolean.withDefault(false),
      follow: parseAsBoolean.withDefault(false),
      line: parseAsFloat.withDefault(0.5),
      skin: parseAsFloat.withDefault(0.5),
      zoom: parseAsArrayOf(parseAsFloat),
    },
    { history: "replace", scroll: false, shallow: true },
  )
  const [sight] = useState(() => new Sight({ zoom: zoomOf(kept.zoom), line: kept.line, skin: kept.skin }))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = sight.subscribe(() => {
      clearTimeout(timer)
      const { zoom, line, skin } = sight.getState()
      timer = setTimeout(() => void keep({ zoom: zoomWords(zoom), line: round(line), skin: round(skin) }), restMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [sight, keep])

  const zoomBy = (factor: number) => sight.set({ zoom: zoomedAt(sight.getState().zoom, factor) })
  const { gain } = kept
  return {
    view,
    setView: (next) => void setComparison({ view: next }),
    over: Math.min(overs.indexOf(kept.over) + 1, count - 1),
    setOver: (index) => void keep({ over: overs[index - 1] ?? "B" }),
    gain,
    setGain: (next) => void keep({ gain: next }),
    isHeat: kept.heat,
    setHeat: (isHeat) => void keep({ heat: isHeat }),
    isTurned: kept.turned,
    setTurned: (isTurned) => void keep({ turned: isTurned }),
    follows: kept.follow,
    setFollows: (follows) => void keep({ follow: follows }),
    sight,
    zoomIn: () => zoomBy(zoomStep),
    zoomOut: () => zoomBy(1 / zoomStep),
    fit: () => sight.set({ zoom: wholePicture }),
    actual: () => {
      const { zoom } = sight.getState()
      const box = boxesOf(stage.current)[0]
      const scale = actualScale(width, box?.clientWidth ?? 0, window.devicePixelRatio)
      const isThere = Math.abs(zoom.scale - scale) < 0.001
      sight.set({ zoom: isThere ? wholePicture : { ...zoom, scale } })
    },
    pan: (x, y) => {
      const { zoom } = sight.getState()
      sight.set({ zoom: { ...zoom, x: zoom.x + x / zoom.scale, y: zoom.y + y / zoom.scale } })
    },
    adjust: (direction) => {
      const { line, skin } = sight.getState()
      // Up moves a line that lies across up, which is towards 0.
      if (view === "wipe") sight.set({ line: line + (kept.turned ? -direction : direction) * 0.01 })
      if (view === "onion") sight.set({ skin: skin + direction * 0.05 })
      if (view === "difference") void keep({ gain: gains[gains.indexOf(gain) + direction] ?? gain })
    },
  }
}

/** The players' boxes in the order of the takes. */
export function boxesOf(stage: HTMLElement | null): HTMLElement[] {
  return [...(stage?.querySelectorAll<HTMLElement>("[data-player]") ?? [])]
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
