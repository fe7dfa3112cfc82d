"use client"

import { type ReactNode, useId, useRef, useState } from "react"
import { cx } from "@/components/ui/cx"
import { placeBeside } from "@/components/ui/place"

export type PopoverTrigger = {
  ref: (node: HTMLElement | null) => void
  "aria-haspopup": "dialog"
  "aria-expanded": boolean
  "aria-controls": string
  onClick: () => void
}

export type PopoverProps = {
  /** The accessible name of what opens. */
  label: string
  trigger: (props: PopoverTrigger) => ReactNode
  children: ReactNode | ((close: () => void) => ReactNode)
  align?: "start" | "center" | "end"
  className?: string
}

/** A small panel of real controls on the browser's popover: Esc and a press beside close it, focus goes back. */
export function Popover({ label, trigger, children, align = "start", className }: PopoverProps) {
  const id = useId()
  const anchor = useRef<HTMLElement | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => panel.current?.hidePopover()
  const place = () => {
    if (!anchor.current || !panel.current) return
    const { left, top } = placeBeside(anchor.current.getBoundingClientRect(), panel.current.getBoundingClientRect(), align)
    panel.current.style.left = `${left}px`
    panel.current.style.top = `${top}px`
  }
  return (
    <>
      {trigger({
        ref: (node) => {
          anchor.current = node
        },
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        "aria-controls": id,
        onClick: () => {
          // A press on the trigger has already light-dismissed an open panel; `open` still says that it was open.
          if (open) return close()
          setOpen(true)
          panel.current?.showPopover()
          requestAnimationFrame(() => {
            place()
            panel.current?.querySelector<HTMLElement>("[data-autofocus],button,input,textarea,a[href]")?.focus()
          })
        },
      })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === "open")}
        className={cx(
          "fixed inset-auto m-0 rounded-overlay bg-raised p-3 text-ink shadow-overlay open:arrive",
          "max-w-[calc(100vw-16px)]",
          className,
        )}
      >
        {open && (typeof children === "function" ? children(close) : children)}
      </div>
    </>
  )
}
