"use client"

import { useEffect, useRef } from "react"
import { cx } from "@/components/ui/cx"
import { countWords } from "@/lib/format"

export type PromptFieldProps = {
  value: string
  onChange: (text: string) => void
  /** The tightest limit among the ticked models, and whose it is. */
  limit: { max: number; modelName: string } | null
  readOnly?: boolean
}

/** What we want to see, in words. Says how long it is, how long it may be, and which model says so. */
export function PromptField({ value, onChange, limit, readOnly = false }: PromptFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  // Words typed before the page came alive stand in the field but not in its state yet.
  useEffect(() => {
    const typed = field.current?.value
    if (typed !== undefined && typed !== latest.current.value) latest.current.onChange(typed)
  }, [])
  const isOver = limit !== null && value.length > limit.max
  return (
    <div
      className={cx(
        "flex min-h-47 flex-1 flex-col rounded-control bg-field",
        isOver ? "shadow-[inset_0_0_0_1px_var(--color-stop)]" : "shadow-[inset_0_0_0_1px_var(--color-line)]",
        "focus-within:outline-2 focus-within:outline-cue focus-within:outline-offset-2",
      )}
    >
      <textarea
        ref={field}
        aria-label="Prompt"
        aria-describedby="prompt-length"
        aria-invalid={isOver || undefined}
        placeholder="What do we see? Who moves, where is the light, what must stay still?"
        className="field-sizing-content block min-h-32 w-full flex-1 resize-none bg-transparent px-3 pt-3 pb-1 text-14 outline-none"
        value={value}
        readOnly={readOnly}
        onChange={(event) => onChange(event.target.value)}
        spellCheck
      />
      <p
        id="prompt-length"
        className={cx("flex justify-between gap-2 px-3 pt-1 pb-2 text-12", isOver ? "text-stop" : "text-ink-3")}
      >
        <span>
          {countWords(value.length)}
          {limit && ` of ${countWords(limit.max)}`}
        </span>
        {limit && <span className="truncate">the limit of {limit.modelName}</span>}
      </p>
    </div>
  )
}
