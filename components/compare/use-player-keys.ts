"use client"

import { useEffect, useEffectEvent } from "react"
import { belongsTo, meantBy, type PlayerKey } from "@/components/compare/player-key"
import { isTyping, useCommands } from "@/components/shell/commands"

/** The players' keys. Held ones repeat, so they are listened to here and only listed among the commands. */
export function usePlayerKeys(keys: readonly PlayerKey[]) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || isTyping(event.target)) return
    if (document.querySelector("dialog[open], [role=menu]") || belongsTo(event.target, event.key)) return
    const meant = meantBy(keys, event)
    if (!meant) return
    event.preventDefault()
    if (!event.repeat || meant.repeats) meant.act(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [])
  useCommands(keys.map(({ label, shortcut }) => ({ label, shortcut, group: "Players", keyOnly: true })))
}
