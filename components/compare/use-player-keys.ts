"use client"

import { useEffect, useEffectEvent } from "react"
import type { Transport } from "@/components/player/transport"
import { type Command, isTyping, useCommands } from "@/components/shell/commands"

export type PlayerKeys = {
  transport: Transport | null
  onView: (view: "grid" | "wipe" | "difference") => void
  onNames: () => void
  onPick: () => void
  onHear: (index: number) => void
}

/** The players' keys. Held arrows repeat, so they are listened to here and only listed among the commands. */
export function usePlayerKeys(keys: PlayerKeys) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector("dialog[open], [role=menu]")) return
    const isOnButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
    if (event.key === " " && isOnButton) return
    if (!act(keys, event)) return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [])
  useCommands(listed)
}

function act({ transport, onView, onNames, onPick, onHear }: PlayerKeys, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase()
  const once = (run: () => void) => {
    if (!event.repeat) run()
    return true
  }
  switch (key) {
    case "g":
      return once(() => onView("grid"))
    case "w":
      return once(() => onView("wipe"))
    case "d":
      return once(() => onView("difference"))
    case "h":
      return once(onNames)
    case "p":
      return once(onPick)
    case "a":
    case "b":
      return once(() => onHear(key === "a" ? 0 : 1))
  }
  if (!transport) return false
  const frame = transport.getState().frame
  const last = transport.grid.times.length - 1
  switch (key) {
    case " ":
      return once(() => transport.toggle())
    case "k":
      return once(() => transport.pause())
    case "j":
      return once(() => transport.shuttle(-1))
    case "l":
      return once(() => transport.shuttle(1))
    case "arrowleft":
      transport.step(event.shiftKey ? -10 : -1)
      return true
    case "arrowright":
      transport.step(event.shiftKey ? 10 : 1)
      return true
    case "home":
      transport.seekFrame(0)
      return true
    case "end":
      transport.seekFrame(last)
      return true
    case "i":
      return once(() => transport.setLoopEdge("first", frame))
    case "o":
      return once(() => transport.setLoopEdge("last", frame))
    default:
      return false
  }
}

const listed: Command[] = [
  ["Play, pause", "Space"],
  ["Backwards, stop, forwards; again for twice as fast", "J K L"],
  ["A frame back, on; ⇧ ten", "← →"],
  ["First frame, last frame", "Home End"],
  ["Loop from here, to here", "I O"],
  ["Grid, wipe, difference", "G W D"],
  ["Hide names", "H"],
  ["Hear A, B", "A B"],
  ["Pick", "P"],
].map(([label = "", shortcut = ""]) => ({ label, shortcut, group: "Players", run: () => {}, keyOnly: true }))
