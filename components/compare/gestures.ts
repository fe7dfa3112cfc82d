import type { Sight } from "@/components/compare/sight"
import { boxesOf } from "@/components/compare/use-pictures"
import { type Place, pannedBy, pictureAt, zoomedAt } from "@/components/compare/zoom"

export type GestureOptions = { isWipe: boolean; isTurned: boolean; follows: boolean }

/** Pixels around the wipe's line in which a hand takes hold of it. */
const reach = 22

/**
 * Lets pointers move what is seen on a stage: the wheel and two fingers zoom at their place, a drag moves the picture or,
 * near the wipe's line or where there is nothing to move, the line. Returns what ends it.
 */
export function gestures(stage: HTMLElement, sight: Sight, options: GestureOptions): () => void {
  const held = new Map<number, PointerEvent>()
  let box: HTMLElement | null = null
  let moves: "line" | "picture" | null = null

  const setLine = (place: Place) => {
    const on = pictureAt(sight.getState().zoom, place)
    sight.set({ line: options.isTurned ? on.y : on.x })
  }
  const isNearLine = (place: Place, { clientWidth, clientHeight }: HTMLElement) => {
    const at = Number.parseFloat(stage.style.getPropertyValue("--line-at")) / 100
    return options.isTurned ? Math.abs(place.y - at) * clientHeight <= reach : Math.abs(place.x - at) * clientWidth <= reach
  }

  const wheel = (event: WheelEvent) => {
    const over = boxUnder(stage, event)
    // A narrow page scrolls and keeps its wheel; pinching (which browsers tell as ⌃ and wheel) zooms everywhere.
    if (!over || (!event.ctrlKey && !event.metaKey && isNarrow())) return
    event.preventDefault()
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1)
    const factor = Math.exp(-Math.max(-200, Math.min(200, pixels)) * (event.ctrlKey ? 0.01 : 0.002))
    sight.set({ zoom: zoomedAt(sight.getState().zoom, factor, placeIn(over, event)) })
  }
  const down = (event: PointerEvent) => {
    const under = boxUnder(stage, event)
    if (!under || event.button !== 0 || isControl(event.target)) return
    if (held.size === 0) box = under
    held.set(event.pointerId, event)
    const place = placeIn(under, event)
    const isZoomed = sight.getState().zoom.scale > 1
    moves = options.isWipe && (isNearLine(place, under) || !isZoomed) ? "line" : isZoomed ? "picture" : null
    if (moves === null && held.size < 2) return
    for (const id of held.keys()) stage.setPointerCapture(id)
    if (moves === "line" && held.size === 1) setLine(place)
  }
  const move = (event: PointerEvent) => {
    const before = held.get(event.pointerId)
    if (!before || !box) {
      const under = event.pointerType === "mouse" && event.buttons === 0 ? boxUnder(stage, event) : null
      if (under && options.isWipe && options.follows) setLine(placeIn(under, event))
      return
    }
    held.set(event.pointerId, event)
    const { zoom } = sight.getState()
    const way = {
      x: (event.clientX - before.clientX) / box.clientWidth,
      y: (event.clientY - before.clientY) / box.clientHeight,
    }
    const other = [...held.values()].find(({ pointerId }) => pointerId !== event.pointerId)
    if (other) {
      const apart = (a: PointerEvent) => Math.max(1, Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY))
      const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 }
      const zoomed = zoomedAt(zoom, apart(event) / apart(before), placeIn(box, middle))
      sight.set({ zoom: pannedBy(zoomed, { x: way.x / 2, y: way.y / 2 }) })
    } else if (moves === "line") setLine(placeIn(box, event))
    else if (moves === "picture") sight.set({ zoom: pannedBy(zoom, way) })
  }
  const up = ({ pointerId }: PointerEvent) => {
    held.delete(pointerId)
    // The finger that stays on after a pinch moves the picture.
    if (held.size === 1 && sight.getState().zoom.scale > 1) moves = "picture"
  }

  const listening = new AbortController()
  const { signal } = listening
  stage.addEventListener("wheel", wheel, { passive: false, signal })
  stage.addEventListener("pointerdown", down, { signal })
  stage.addEventListener("pointermove", move, { signal })
  stage.addEventListener("pointerup", up, { signal })
  stage.addEventListener("pointercancel", up, { signal })
  return () => listening.abort()
}

type Point = { clientX: number; clientY: number }

/** The player's box under a pointer; of several that lie over each other, A's. */
function boxUnder(stage: HTMLElement, { clientX, clientY }: Point): HTMLElement | undefined {
  return boxesOf(stage).find((box) => {
    const { left, top, right, bottom } = box.getBoundingClientRect()
    return clientX >= left && clientX < right && clientY >= top && clientY < bottom
  })
}

function placeIn(box: HTMLElement, { clientX, clientY }: Point): Place {
  const { left, top, width, height } = box.getBoundingClientRect()
  return { x: (clientX - left) / width, y: (clientY - top) / height }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, input, a, [popover]") !== null
}

function isNarrow(): boolean {
  return window.matchMedia("(width < 40rem)").matches
}
