"use client"

import X from "lucide-react/icons/x"
import { type ReactNode, useEffect, useRef } from "react"
import { useCommands } from "@/components/shell/commands"
import { IconButton } from "@/components/ui/icon-button"

type Props = {
  /** The region's accessible name. */
  label: string
  title: string
  /** How the command that closes it is called. */
  closeLabel: string
  /** Selects what gets the focus when it opens. */
  focus: string
  /** Right of the title. */
  actions?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A panel between the pictures and the transport, over the timeline: the pictures stay in sight and play. */
export function BelowPanel({ label, title, closeLabel, focus, actions, onClose, children }: Props) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" })
    panel.current?.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true })
  }, [focus])
  useCommands([{ label: closeLabel, group: "Players", keys: "escape", shortcut: "Esc", run: onClose }])
  return (
    <section
      ref={panel}
      aria-label={label}
      className="bottom-16 z-30 flex max-h-[50dvh] flex-none flex-col gap-3 overflow-y-auto border-line border-t bg-panel px-4 pt-3 pb-4 max-sm:max-h-none max-sm:px-3 sm:sticky"
    >
      <header className="flex items-center gap-2">
        <h2 className="flex-1 font-semibold">{title}</h2>
        {actions}
        <IconButton label="Close" shortcut="Esc" size="compact" className="-mr-1" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      {children}
    </section>
  )
}
