"use client"

import { useQuery } from "@tanstack/react-query"
import Pencil from "lucide-react/icons/pencil"
import { useRef, useState } from "react"
import { toastFailure } from "@/components/ui/toast"
import { renameShotAction } from "@/lib/shots/actions"
import { studioQuery } from "@/lib/shots/queries"
import type { StudioState } from "@/lib/shots/schema"

/** "12 The lamp falls": press it to give the shot another name. ⏎ keeps, Esc leaves it. */
export function ShotTitle({ initial }: { initial: StudioState }) {
  const { team, project, shot } = initial
  const query = useQuery({ ...studioQuery(team, project.slug, shot), initialData: initial })
  const { title } = query.data.shot
  const [editing, setEditing] = useState<string | null>(null)
  const isDone = useRef(false)
  const button = useRef<HTMLButtonElement>(null)

  async function close(keep: boolean) {
    if (isDone.current || editing === null) return
    isDone.current = true
    setEditing(null)
    requestAnimationFrame(() => button.current?.focus({ preventScroll: true }))
    if (!keep || editing.trim() === title) return
    const result = await renameShotAction({ team, shotId: shot.id, title: editing }).catch(() => null)
    if (!result?.ok) toastFailure("The shot keeps its name", result?.error.message ?? "The studio did not answer. Try again.")
    await query.refetch()
  }

  if (editing !== null) {
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed.
        autoFocus
        aria-label="Name of the shot"
        value={editing}
        maxLength={120}
        placeholder={`Shot ${shot.number}`}
        className="h-compact w-64 max-w-full rounded-control bg-field px-1.5 font-medium touch:h-11"
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
      disabled={!query.data.mayGenerate}
      data-tip="Rename"
      onClick={() => {
        isDone.current = false
        setEditing(title)
      }}
      className="group/title flex h-compact min-w-0 max-w-full items-center gap-1.5 rounded-control px-1.5 font-medium hover:bg-hover touch:h-11"
    >
      <span className="truncate">{title ? `${shot.number} ${title}` : `Shot ${shot.number}`}</span>
      <Pencil
        aria-hidden="true"
        className="size-3! text-ink-3 opacity-0 group-hover/title:opacity-100 group-focus-visible/title:opacity-100 group-disabled/title:hidden"
      />
    </button>
  )
}
