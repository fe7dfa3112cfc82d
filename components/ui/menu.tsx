"use client"

import { type ReactNode, useId, useRef, useState } from "react"
import { later } from "@/components/ui/later"
import type { MenuEntry } from "@/components/ui/menu-surface"

export type { MenuEntry }

/** Radix' menu and its positioning are 80 KB that nobody needs before the first menu is opened. */
const MenuSurface = later(() => import("@/components/ui/menu-surface"))

/** What the trigger must spread on a <button>. */
export type MenuTrigger = {
  ref: (node: HTMLButtonElement | null) => void
  "aria-haspopup": "menu"
  "aria-expanded": boolean
  "aria-controls": string | undefined
  onClick: (event: { detail: number }) => void
  onKeyDown: (event: React.KeyboardEvent) => void
  onPointerEnter: () => void
  onFocus: () => void
}

export type MenuProps = {
  /** The menu's accessible name. */
  label: string
  trigger: (props: MenuTrigger) => ReactNode
  /** Read when the menu opens. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[])
  align?: "start" | "center" | "end"
  /** Pixels; 256 by default. */
  width?: number
  onOpenChange?: (open: boolean) => void
}

/** A menu of commands or choices. The trigger is yours; arrows, typing ahead and Esc are Radix'. */
export function Menu({ label, trigger, entries, align = "start", width = 256, onOpenChange }: MenuProps) {
  const [open, setOpenState] = useState(false)
  const button = useRef<HTMLButtonElement | null>(null)
  const id = useId()
  const setOpen = (next: boolean) => {
    setOpenState(next)
    onOpenChange?.(next)
  }
  const prepare = () => void MenuSurface.prepare()
  return (
    <>
      {trigger({
        ref: (node) => {
          button.current = node
        },
        "aria-haspopup": "menu",
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
        onClick: () => setOpen(!open),
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown" || open) return
          event.preventDefault()
          setOpen(true)
        },
        onPointerEnter: prepare,
        onFocus: prepare,
      })}
      {open && button.current && (
        <MenuSurface
          id={id}
          label={label}
          anchor={button.current}
          entries={typeof entries === "function" ? entries() : entries}
          align={align}
          width={width}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
