import { useId } from "react"
import { cx } from "@/components/ui/cx"

export type SegmentOption<Value extends string | number> = {
  value: Value
  label: string
  /** Why it cannot be chosen now; shown on hover and read out. */
  blocked?: string | undefined
  /** Something to know about it; shown on hover and read out. */
  tip?: string | undefined
}

export type SegmentProps<Value extends string | number> = {
  label: string
  options: readonly SegmentOption<Value>[]
  value: Value
  onChange: (value: Value) => void
  disabled?: boolean
  /** Fills its column. */
  wide?: boolean
}

/** One of a few: a radiogroup of native radios, so arrows and forms work by themselves. */
export function Segment<Value extends string | number>({
  label,
  options,
  value,
  onChange,
  disabled = false,
  wide = false,
}: SegmentProps<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cx("flex-none rounded-control bg-track p-0.5", wide ? "flex *:flex-1" : "inline-flex")}
    >
      {options.map((option) => (
        <label
          key={option.value}
          data-tip={option.blocked ?? option.tip}
          className={cx(
            "relative inline-flex h-6 items-center justify-center whitespace-nowrap rounded-[4px] px-2 font-medium text-ink-2",
            "transition-colors duration-fast has-checked:bg-selected has-checked:text-ink has-checked:shadow-segment",
            "has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2",
            "has-disabled:font-normal has-disabled:text-ink-3 touch:h-11 touch:min-w-11",
          )}
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 m-0 appearance-none outline-none"
            checked={option.value === value}
            disabled={disabled || (option.blocked !== undefined && option.value !== value)}
            aria-description={option.blocked ?? option.tip}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
