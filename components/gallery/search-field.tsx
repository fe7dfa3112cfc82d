"use client"

import Search from "lucide-react/icons/search"
import { type RefObject, useEffect, useState } from "react"
import { Kbd } from "@/components/ui/kbd"

/** How long after the last letter the gallery is asked. */
const pauseMs = 200

type SearchFieldProps = { ref: RefObject<HTMLInputElement | null>; value: string; onSearch: (text: string) => void }

/** Words of the prompt or the shot's title. What is typed is asked for after a short pause. */
export function SearchField({ ref, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onSearch(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  return (
    <label className="flex h-compact w-58 min-w-0 items-center gap-2 rounded-control bg-field pr-2 pl-2.5 shadow-[inset_0_0_0_1px_var(--color-line)] focus-within:outline-2 focus-within:outline-cue focus-within:outline-offset-2 max-sm:h-11 max-sm:w-full">
      <Search aria-hidden="true" className="text-ink-3" />
      <input
        ref={ref}
        type="search"
        aria-label="Search prompts and shots"
        placeholder="Search prompts, shots"
        className="min-w-0 flex-1 bg-transparent text-ink outline-none [&::-webkit-search-cancel-button]:hidden"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          event.stopPropagation()
          if (text) setText("")
          else event.currentTarget.blur()
        }}
      />
      <Kbd className="max-sm:hidden">/</Kbd>
    </label>
  )
}
