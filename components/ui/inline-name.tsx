"use client"

import Pencil from "lucide-react/icons/pencil"
import { type ReactNode, useRef, useState } from "react"
import { cx } from "@/components/ui/cx"

type InlineNameProps = {
  /** The field's accessible name: "Name of the shot". */
  label: string
  name: string
  maxLength: number
  placeholder?: string
  disabled: boolean
  /** Called with another name than it has; says whether it took. */
  onRename: (name: string) => Promise<boolean>
  /** Of both the button and the field. */
  className?: string
  /** What stands there until it is pressed. */
  children: ReactNode
}

/** A name that is pressed to be given anew. Enter and leaving keep what was typed, Esc leaves it as it was. */
export function InlineName(props: InlineNameProps) {
  const { label, name, maxLength, placeholder, disabled, onRename, className, children } = props
  const [editing, setEditing] = useState<string | null>(null)
  const isDone = useRef(false)
  const button = useRef<HTMLButtonElement>(null)

  async function close(keep: boolean) {
    if (isDone.current || editing === null) return
    isDone.current = true
    setEditing(null)
    requestAnimationFrame(() => button.current?.focus({ preventScroll: true }))
    if (!keep || editing.trim() === name || (await onRename(editing.trim()))) return
    // What was typed is not lost with the refusal.
    isDone.current = false
    setEditing(editing)
  }

  if (editing !== null) {
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed.
        autoFocus
        aria-label={label}
        value={editing}
        maxLength={maxLength}
        placeholder={placeholder}
        className={cx("h-compact w-64 max-w-full rounded-control bg-field px-1.5 touch:h-11", className)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setEditing(event.target.value)}
        onBlur={() => void close(true)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === "Enter") void close(true)
          if (event.key === "Escape") void close(false)
        }}
      />
    )
  }
  return (
    <button
      ref={button}
      type="button"
      disabled={disabled}
      data-tip="Rename"
      onClick={() => {
        isDone.current = false
        setEditing(name)
      }}
      className={cx(
        "group/name flex h-compact min-w-0 max-w-full items-center gap-1.5 rounded-control px-1.5 hover:bg-hover touch:h-11",
        className,
      )}
    >
      <span className="truncate">{children}</span>
      <Pencil
        aria-hidden="true"
        className="size-3! text-ink-3 opacity-0 group-hover/name:opacity-100 group-focus-visible/name:opacity-100 touch:opacity-100 group-disabled/name:hidden"
      />
    </button>
  )
}
