"use client"

import { useEffect, useState } from "react"
import { runKey, useCommands } from "@/components/shell/commands"
import { later } from "@/components/ui/later"

const CommandMenu = later(() => import("@/components/shell/command-menu"))
const KeySheet = later(() => import("@/components/shell/key-sheet"))

const openEvent = "rushes:commands"

/** Opens the command menu from a button. */
export function openCommands() {
  window.dispatchEvent(new Event(openEvent))
}

/** Stands once in the page: listens for keys, and loads the command menu (⌘K) and the key sheet (?) when asked. */
export function CommandLayer() {
  const [open, setOpen] = useState<"commands" | "keys" | null>(null)
  useCommands([
    { label: "Commands", group: "Everywhere", keys: "mod+k", shortcut: "⌘K", run: () => setOpen("commands"), keyOnly: true },
    { label: "Keys", group: "Everywhere", keys: "?", shortcut: "?", run: () => setOpen("keys") },
  ])
  useEffect(() => {
    const show = () => setOpen("commands")
    document.addEventListener("keydown", runKey)
    window.addEventListener(openEvent, show)
    return () => {
      document.removeEventListener("keydown", runKey)
      window.removeEventListener(openEvent, show)
    }
  }, [])
  const close = () => setOpen(null)
  return (
    <>
      {open === "commands" && <CommandMenu onClose={close} />}
      {open === "keys" && <KeySheet onClose={close} />}
    </>
  )
}
