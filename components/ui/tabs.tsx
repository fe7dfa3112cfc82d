"use client"

import { useRef } from "react"
import { cx } from "@/components/ui/cx"

export type TabItem<Id extends string> = { id: Id; label: string }

export type TabsProps<Id extends string> = {
  label: string
  items: readonly TabItem<Id>[]
  value: Id
  onChange: (id: Id) => void
  /** The id of each tab's panel; the panel carries role="tabpanel" and aria-labelledby `tab-<panelId>`. */
  panelId: (id: Id) => string
}

/** Tabs as one wide segment; arrows move between them. */
export function Tabs<Id extends string>({ label, items, value, onChange, panelId }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null)
  const move = (step: number) => {
    const index = items.findIndex((item) => item.id === value)
    const next = items[(index + step + items.length) % items.length]
    if (!next) return
    onChange(next.id)
    list.current?.querySelector<HTMLElement>(`[aria-controls="${panelId(next.id)}"]`)?.focus()
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      className="flex rounded-control bg-track p-0.5"
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") move(1)
        else if (event.key === "ArrowLeft") move(-1)
        else return
        event.preventDefault()
      }}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          id={`tab-${panelId(item.id)}`}
          aria-selected={item.id === value}
          aria-controls={panelId(item.id)}
          tabIndex={item.id === value ? 0 : -1}
          onClick={() => onChange(item.id)}
          className={cx(
            "h-8 flex-1 rounded-[4px] font-medium text-ink-2 transition-colors duration-fast touch:h-11",
            "aria-selected:bg-selected aria-selected:text-ink aria-selected:shadow-segment",
          )}
        >
          {item.label}
        </button>
      ))}
    </div>
  )
}
