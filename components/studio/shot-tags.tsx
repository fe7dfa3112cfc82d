"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { useCommands } from "@/components/shell/commands"
import { cx } from "@/components/ui/cx"
import { toastFailure } from "@/components/ui/toast"
import { tagShotAction } from "@/lib/shots/actions"
import { shotKeys } from "@/lib/shots/queries"
import type { StudioState } from "@/lib/shots/schema"
import { type ShotTag, shotTagNames, shotTags } from "@/lib/shots/tags"

/** What the shot puts to the test: ballots are rated per tag too. Reviewers read only. */
export function ShotTags({ state }: { state: StudioState }) {
  const { team, shot, mayGenerate } = state
  const client = useQueryClient()
  const [pressed, setPressed] = useState<Partial<Record<ShotTag, boolean>>>({})
  const group = useRef<HTMLFieldSetElement>(null)
  const focus = () => group.current?.querySelector("button")?.focus()
  useCommands(mayGenerate ? [{ label: "Tag the shot", group: "Studio", keys: "t", shortcut: "T", run: focus }] : [])

  async function set(tag: ShotTag, isSet: boolean) {
    setPressed((all) => ({ ...all, [tag]: isSet }))
    const result = await tagShotAction({ team, shotId: shot.id, tag, isSet }).catch(() => null)
    if (!result?.ok) toastFailure("The tags are as they were", result?.error.message ?? "The studio did not answer. Try again.")
    await client.invalidateQueries({ queryKey: shotKeys.studio(team, shot.id), exact: true })
    setPressed(({ [tag]: _, ...others }) => others)
  }

  if (!mayGenerate && shot.tags.length === 0) return null
  return (
    <fieldset ref={group} className="grid gap-2">
      <legend className="float-left flex w-full items-baseline justify-between gap-3 pb-2 text-ink-2">
        Tags
        <span className="text-12 text-ink-3">What this shot puts to the test</span>
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {shotTags.map((tag) => {
          const isSet = pressed[tag] ?? shot.tags.includes(tag)
          return (
            <button
              key={tag}
              type="button"
              aria-pressed={isSet}
              disabled={!mayGenerate}
              onClick={() => void set(tag, !isSet)}
              className={cx(
                "h-compact rounded-control px-2.5 font-medium touch:h-11",
                isSet
                  ? "bg-selected text-ink"
                  : "text-ink-2 shadow-[inset_0_0_0_1px_var(--color-line)] enabled:hover:bg-hover enabled:hover:text-ink disabled:hidden",
              )}
            >
              {shotTagNames[tag]}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
