"use client"

import Check from "lucide-react/icons/check"
import * as DropdownMenu from "radix-ui/dropdown-menu"
import { type ReactNode, useLayoutEffect, useState } from "react"
import { createPortal } from "react-dom"
import { cx } from "@/components/ui/cx"
import { Kbd } from "@/components/ui/kbd"

export type MenuEntry =
  | { kind: "separator" }
  | { kind: "heading"; label: string }
  | {
      kind?: "item" | "choice"
      /** The accessible name. */
      label: string
      /** Shown instead of the label when it needs more form than text. */
      content?: ReactNode
      icon?: ReactNode
      /** Right, in a second ink: a count, a state. */
      detail?: ReactNode
      shortcut?: string
      /** Of a choice. */
      checked?: boolean
      danger?: boolean
      /** Why it cannot be chosen now. */
      blocked?: string | undefined
      href?: string
      download?: string
      onSelect?: () => void
    }

type Props = {
  id: string
  label: string
  anchor: HTMLElement
  entries: readonly MenuEntry[]
  align: "start" | "center" | "end"
  width: number
  onClose: () => void
}

const itemClass = cx(
  "flex min-h-8 select-none items-center gap-2 rounded-control px-2 py-1.5 outline-none",
  "data-highlighted:bg-press data-disabled:text-ink-3 touch:min-h-11",
)

/** The open menu. Anchored to a stand-in over the real trigger, so that the trigger never remounts and keeps focus. */
export default function MenuSurface({ id, label, anchor, entries, align, width, onClose }: Props) {
  const [rect, setRect] = useState(() => anchor.getBoundingClientRect())
  useLayoutEffect(() => setRect(anchor.getBoundingClientRect()), [anchor])
  const layer = anchor.closest("dialog") ?? document.body
  return createPortal(
    <DropdownMenu.Root open modal={false} onOpenChange={(next) => !next && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span
          aria-hidden="true"
          className="pointer-events-none fixed"
          style={{ left: rect.left, top: rect.top, width: rect.width, height: rect.height }}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={layer}>
        <DropdownMenu.Content
          id={id}
          aria-label={label}
          aria-labelledby={undefined}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          loop
          style={{ width, maxHeight: "var(--radix-dropdown-menu-content-available-height)" }}
          className="arrive z-50 overflow-y-auto rounded-overlay bg-raised p-1 text-ink shadow-overlay"
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.contains(event.target)) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (document.activeElement === document.body || document.activeElement === null) anchor.focus()
          }}
        >
          {entries.map((entry, index) => (
            <Entry key={index} entry={entry} hasIcons={entries.some((other) => "icon" in other && other.icon)} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>,
    layer,
  )
}

function Entry({ entry, hasIcons }: { entry: MenuEntry; hasIcons: boolean }) {
  if (entry.kind === "separator") return <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />
  if (entry.kind === "heading") {
    return <DropdownMenu.Label className="px-2 pt-1.5 pb-0.5 text-12 text-ink-3">{entry.label}</DropdownMenu.Label>
  }
  const inside = (
    <>
      {hasIcons && <span className="grid size-4 flex-none place-items-center text-ink-3">{entry.icon}</span>}
      {entry.content && <span className="sr-only">{entry.label}</span>}
      <span aria-hidden={entry.content ? true : undefined} className="min-w-0 flex-1 truncate">
        {entry.content ?? entry.label}
      </span>
      {(entry.blocked ?? entry.detail) !== undefined && (
        <span aria-hidden="true" className="max-w-[60%] truncate text-ink-3 group-data-highlighted:text-ink-2">
          {entry.blocked ?? entry.detail}
        </span>
      )}
      {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
    </>
  )
  const common = {
    className: cx(itemClass, "group", entry.danger && "text-stop"),
    disabled: entry.blocked !== undefined,
    textValue: entry.label,
    // The name is the visible label alone; what stands right of it is its description.
    "aria-description": entry.blocked ?? (typeof entry.detail === "string" ? entry.detail : undefined),
    onSelect: entry.onSelect,
  }
  if (entry.kind === "choice") {
    return (
      <DropdownMenu.CheckboxItem {...common} role="menuitemradio" checked={entry.checked ?? false}>
        {inside}
        <span className="grid size-3.5 flex-none place-items-center text-ink-2">
          {entry.checked && <Check aria-hidden="true" className="size-3.5!" />}
        </span>
      </DropdownMenu.CheckboxItem>
    )
  }
  if (entry.href === undefined) return <DropdownMenu.Item {...common}>{inside}</DropdownMenu.Item>
  return (
    <DropdownMenu.Item {...common} asChild>
      <a href={entry.href} download={entry.download}>
        {inside}
      </a>
    </DropdownMenu.Item>
  )
}
