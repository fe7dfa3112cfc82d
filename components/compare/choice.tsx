import type { ReactNode } from "react"
import { cx } from "@/components/ui/cx"

type ChoiceProps = {
  label: string
  tip?: string
  tipKey?: string
  isOn: boolean
  onClick: () => void
  /** An icon before the words. */
  children?: ReactNode
  className?: string
}

/** One button of a group of which one is on. Buttons and not radios: the arrow keys belong to the players. */
export function Choice({ label, tip, tipKey, isOn, onClick, children, className }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      data-tip={tip}
      data-tip-key={tipKey}
      onClick={onClick}
      className={cx(
        "inline-flex h-6 items-center justify-center gap-1.5 whitespace-nowrap rounded-[4px] px-2 font-medium text-ink-2 aria-pressed:bg-selected aria-pressed:text-ink aria-pressed:shadow-segment touch:h-11 touch:min-w-11",
        className,
      )}
    >
      {children}
      {label}
    </button>
  )
}

/** Holds choices of which one is on. */
export function Choices({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <fieldset aria-label={label} className={cx("inline-flex flex-none rounded-control bg-track p-0.5", className)}>
      {children}
    </fieldset>
  )
}
