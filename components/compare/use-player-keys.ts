"use client"

import { useEffect, useEffectEvent } from "react"
import { isTyping, useCommands } from "@/components/shell/commands"

/** One line of `?` about the players, and what its keys do. */
export type PlayerKey = {
  label: string
  /** As printed, e.g. "J K L". */
  shortcut: string
  /** KeyboardEvent.key in lower case; with ⌥ "alt+" stands before it. */
  on: Record<string, (event: KeyboardEvent) => void>
  /** A held key does it again and again. */
  repeats?: boolean
}

/** The players' keys. Held ones repeat, so they are listened to here and only listed among the commands. */
export function usePlayerKeys(keys: readonly PlayerKey[]) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || isTyping(event.target)) return
    if (document.querySelector("dialog[open], [role=menu]")) return
    const isOnButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement
    if (event.key === " " && isOnButton) return
    const name = nameOf(event)
    for (const asked of event.altKey ? [`alt+${name}`] : event.shiftKey ? [`shift+${name}`, name] : [name]) {
      const found = keys.find(({ on }) => Object.hasOwn(on, asked))
      if (!found) continue
      event.preventDefault()
      if (!event.repeat || found.repeats) found.on[asked]?.(event)
      return
    }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [])
  useCommands(keys.map(({ label, shortcut }) => ({ label, shortcut, group: "Players", keyOnly: true })))
}

/** The key without ⇧: what ⇧ makes of a comma or a full stop differs between keyboards. */
function nameOf({ key, code, shiftKey, altKey }: KeyboardEvent): string {
  if (altKey) return `alt+${key.toLowerCase()}`
  if (shiftKey && !/^[a-z]$/i.test(key)) {
    if (code === "Comma") return ","
    if (code === "Period") return "."
  }
  return key.toLowerCase()
}
