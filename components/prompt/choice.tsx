"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import Ellipsis from "lucide-react/icons/ellipsis"
import { buttonClass } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import { Segment } from "@/components/ui/segment"
import { listNames } from "@/lib/format"
import type { FormChoice } from "@/lib/providers/form-limits"

export type ChoiceProps<Value extends string | number> = {
  label: string
  /** What somebody ticked takes as it is (lib/providers/form-limits.ts). */
  options: readonly FormChoice<Value>[]
  /** Which of equally taken values stand in line first. */
  preferred: readonly Value[]
  value: Value
  words: (value: Value) => string
  onChange: (value: Value) => void
  disabled?: boolean
}

/** How many stand side by side; the rest are one press away. */
const mostInLine = 4

/**
 * One setting as the ticked models allow it: the values that most of them make side by side, the others in a menu with
 * the names of who does not make them. A value that none of them makes stays visible and says so.
 */
export function Choice<Value extends string | number>(props: ChoiceProps<Value>) {
  const { label, options, preferred, value, words, onChange, disabled = false } = props
  const isTaken = options.some((option) => option.value === value)
  const held = options.find((option) => option.value === value) ?? { value, notTakenBy: [] }
  const all = isTaken ? options : [held, ...options]
  const place = (option: FormChoice<Value>) => (preferred.indexOf(option.value) + 1 || preferred.length + 1) - 1
  const likely = all
    .filter((option) => option !== held)
    .toSorted((a, b) => a.notTakenBy.length - b.notTakenBy.length || place(a) - place(b))
  const inLine = new Set([held, ...likely].slice(0, mostInLine))
  const rest = all.filter((option) => !inLine.has(option))
  const makers = (option: FormChoice<Value>) => {
    if (option === held && !isTaken) return "No ticked model makes it: each takes its nearest"
    return option.notTakenBy.length > 0 ? `not ${listNames(option.notTakenBy)}` : undefined
  }
  if (all.length === 1) {
    return (
      <span className="font-medium" data-tip={makers(held)}>
        {words(value)}
      </span>
    )
  }
  return (
    <span className="inline-flex items-center">
      <Segment
        label={label}
        value={value}
        onChange={onChange}
        disabled={disabled}
        options={all
          .filter((option) => inLine.has(option))
          .map((option) => ({ value: option.value, label: words(option.value), tip: makers(option) }))}
      />
      {rest.length > 0 && (
        <Menu
          label={`More for ${label.toLowerCase()}`}
          align="end"
          width={280}
          entries={rest.map((option) => ({
            label: words(option.value),
            detail: makers(option),
            onSelect: () => onChange(option.value),
          }))}
          trigger={(menu) => (
            <button
              type="button"
              {...menu}
              disabled={disabled}
              aria-label={`More for ${label.toLowerCase()}`}
              data-tip="More"
              className={buttonClass("quiet", "compact", "-mr-2 w-6 px-0 touch:min-w-11")}
            >
              <Ellipsis aria-hidden="true" className="size-3.5!" />
            </button>
          )}
        />
      )}
    </span>
  )
}

/** A quiet button that shows the chosen value and opens a menu of others. */
export function ValueMenu({
  label,
  value,
  entries,
  disabled,
}: {
  label: string
  value: string
  entries: Parameters<typeof Menu>[0]["entries"]
  disabled?: boolean
}) {
  return (
    <Menu
      label={label}
      align="end"
      width={224}
      entries={entries}
      trigger={(menu) => (
        <button
          type="button"
          {...menu}
          disabled={disabled}
          aria-label={`${label}: ${value}`}
          className={buttonClass("quiet", "compact", "-mr-2 min-w-0 text-ink")}
        >
          <span className="truncate">{value}</span>
          <ChevronDown aria-hidden="true" className="size-3.5!" />
        </button>
      )}
    />
  )
}
