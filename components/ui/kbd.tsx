"use client"

import { useSyncExternalStore } from "react"
import { cx } from "@/components/ui/cx"

const never = () => () => {}
const isMac = () => /Mac|iP(hone|ad|od)/.test(navigator.platform)

/** The key beside its command. Written as on a Mac ("⌘⏎"); other systems see "Ctrl ⏎". */
export function Kbd({ children, className }: { children: string; className?: string }) {
  const mac = useSyncExternalStore(never, isMac, () => true)
  return (
    <span
      aria-hidden="true"
      data-key=""
      className={cx(
        "inline-block h-4 min-w-4 flex-none whitespace-nowrap rounded-tag px-1 text-center font-medium font-sans text-11 text-ink-3",
        "shadow-[inset_0_0_0_1px_var(--color-line-strong)]",
        className,
      )}
    >
      {mac ? children : children.replace("⌘", "Ctrl ")}
    </span>
  )
}
