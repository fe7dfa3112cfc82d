"use client"

import { useEffect, useRef } from "react"

/** One thing the keyboard or the command menu can do on this screen. */
export type Command = {
  label: string
  /** Where it stands in the command menu and in `?`: "Everywhere", "Takes", "Studio" … */
  group: string
  /** The key, as KeyboardEvent.key in lower case; "mod+" means ⌘ or Ctrl. Absent: only in the command menu. */
  keys?: string
  /** As printed, e.g. "⌘⏎". */
  shortcut?: string
  /** Absent: a row of `?` about keys that belong to a focused thing. */
  run?: () => void
  /** Also while a text field has focus. Keys with "mod+" always are. */
  inField?: boolean
  /** Only listed in `?`; not in the command menu (it needs a focused thing, or would only repeat a link). */
  keyOnly?: boolean
}

const registered = new Set<{ current: readonly Command[] }>()

/** Offers commands while the calling component stands. Later registrations win a key over earlier ones. */
export function useCommands(commands: readonly Command[]) {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    registered.add(latest)
    return () => void registered.delete(latest)
  }, [])
}

/** Everything on offer now, nearest last. */
export function currentCommands(): Command[] {
  return [...registered].flatMap((entry) => entry.current)
}

/** Runs the command that the key names, if any. Leaves keys alone that a field, an open menu or a dialog needs. */
export function runKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  const mod = event.metaKey || event.ctrlKey
  if (event.altKey) return
  if (document.querySelector("dialog[open], [role=menu]")) return
  const key = `${mod ? "mod+" : ""}${event.key.toLowerCase()}`
  const typing = isTyping(event.target)
  const command = currentCommands()
    .reverse()
    .find((candidate) => candidate.keys === key && (!typing || mod || candidate.inField))
  if (!command?.run) return
  event.preventDefault()
  command.run()
}

/** True when keys belong to what has focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "file", "range"].includes(target.type)
}
