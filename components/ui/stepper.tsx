"use client"

import Minus from "lucide-react/icons/minus"
import Plus from "lucide-react/icons/plus"

export type StepperProps = {
  label: string
  value: number
  min: number
  max: number
  disabled?: boolean
  onChange: (value: number) => void
}

/** A small whole number: type it, use the arrow keys, or press − and +. Both ends included. */
export function Stepper({ label, value, min, max, disabled = false, onChange }: StepperProps) {
  const set = (next: number) => {
    if (Number.isInteger(next) && next >= min && next <= max) onChange(next)
  }
  const step = "grid h-full w-7 place-items-center text-ink-2 hover:text-ink disabled:text-ink-3 touch:w-11"
  return (
    <span className="inline-flex h-compact items-center rounded-control bg-field shadow-[inset_0_0_0_1px_var(--color-line)] touch:h-11">
      <button
        type="button"
        aria-label="Fewer"
        className={step}
        disabled={disabled || value <= min}
        onClick={() => set(value - 1)}
      >
        <Minus aria-hidden="true" className="size-3.5!" />
      </button>
      <input
        type="number"
        aria-label={label}
        className="h-full w-6 bg-transparent text-center font-medium text-ink"
        value={value}
        min={min}
        max={max}
        disabled={disabled}
        onChange={(event) => set(event.target.valueAsNumber)}
        onFocus={(event) => event.target.select()}
      />
      <button
        type="button"
        aria-label="More"
        className={step}
        disabled={disabled || value >= max}
        onClick={() => set(value + 1)}
      >
        <Plus aria-hidden="true" className="size-3.5!" />
      </button>
    </span>
  )
}
