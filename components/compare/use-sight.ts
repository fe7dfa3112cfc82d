"use client"

import { type RefObject, useEffect, useLayoutEffect, useSyncExternalStore } from "react"
import { gestures } from "@/components/compare/gestures"
import type { Sight } from "@/components/compare/sight"
import { boxesOf, type Pictures } from "@/components/compare/use-pictures"
import { offsetOf } from "@/components/compare/zoom"

/** Layout effects warn on the server, where nothing is laid out. */
const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect

/**
 * Writes what is seen onto the stage, as variables that its players and the wipe's line are laid by, and lets hands move
 * it. `width` is that of A's original: from 200 % of it on, and at 100 %, pixels are shown as they are, not smoothed.
 */
export function useSight(
  stage: RefObject<HTMLElement | null>,
  { sight, view, isTurned, follows }: Pictures,
  width: number,
): void {
  useBeforePaint(() => {
    const node = stage.current
    if (!node) return
    const write = () => {
      const { zoom, line, skin } = sight.getState()
      const offset = offsetOf(zoom)
      const at = line * zoom.scale + (isTurned ? offset.y : offset.x)
      const shown = percentOf(node, zoom.scale, width)
      const variables = {
        "--zoom": String(zoom.scale),
        "--pan-x": `${offset.x * 100}%`,
        "--pan-y": `${offset.y * 100}%`,
        "--line-at": `${Math.min(1, Math.max(0, at)) * 100}%`,
        "--skin": String(skin),
        "--rendering": shown !== null && (Math.abs(shown - 100) < 0.1 || shown >= 200) ? "pixelated" : "auto",
      }
      for (const [name, value] of Object.entries(variables)) node.style.setProperty(name, value)
      node.toggleAttribute("data-zoomed", zoom.scale > 1)
    }
    write()
    const resized = new ResizeObserver(write)
    resized.observe(node)
    const stop = sight.subscribe(write)
    return () => {
      resized.disconnect()
      stop()
    }
  }, [stage, sight, isTurned, width])

  useEffect(() => {
    const node = stage.current
    return node ? gestures(node, sight, { isWipe: view === "wipe", isTurned, follows }) : undefined
  }, [stage, sight, view, isTurned, follows])
}

/** How large A's original is shown now, 100 being one of its pixels for one of the screen's. Null before it is laid out. */
export function useShownPercent(stage: RefObject<HTMLElement | null>, sight: Sight, width: number): number | null {
  const subscribe = (changed: () => void) => {
    const resized = new ResizeObserver(changed)
    if (stage.current) resized.observe(stage.current)
    const stop = sight.subscribe(changed)
    return () => {
      resized.disconnect()
      stop()
    }
  }
  const read = () => stage.current && percentOf(stage.current, sight.getState().zoom.scale, width)
  return useSyncExternalStore(subscribe, read, () => null)
}

function percentOf(stage: HTMLElement, scale: number, width: number): number | null {
  const box = boxesOf(stage)[0]
  if (!box || box.clientWidth === 0) return null
  return Math.round(((box.clientWidth * scale * window.devicePixelRatio) / width) * 1000) / 10
}
