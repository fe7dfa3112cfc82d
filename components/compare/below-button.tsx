"use client"

import type { ReactNode } from "react"
import { type Below, useBelow } from "@/components/compare/below"
import { useCommands } from "@/components/shell/commands"
import { Button } from "@/components/ui/button"

type Props = {
  which: Below
  label: string
  /** What it does, in the tooltip and among the commands. */
  tip: string
  /** A letter, as it is printed. */
  shortcut: string
  icon: ReactNode
  /** How many there are; nothing is said of none. */
  count?: number
}

/** Opens and closes what stands below the players. */
export function BelowButton({ which, label, tip, shortcut, icon, count = 0 }: Props) {
  const [isOpen, setOpen] = useBelow(which)
  const toggle = () => setOpen(!isOpen)
  useCommands([{ label: tip, group: "Players", keys: shortcut.toLowerCase(), shortcut, run: toggle }])
  return (
    <Button
      variant="quiet"
      size="compact"
      shortcut={shortcut}
      aria-pressed={isOpen}
      data-tip={tip}
      data-tip-key={shortcut}
      onClick={toggle}
      className="aria-pressed:bg-selected aria-pressed:text-ink max-xl:[&_[data-key]]:hidden"
    >
      {icon}
      <span className="max-xl:sr-only">{label}</span>
      {count > 0 && <span className="text-ink-3">{count}</span>}
    </Button>
  )
}
