import { cx } from "@/components/ui/cx"

export const letters = ["A", "B", "C", "D"] as const

/** A is white and B is cue; C and D are the same two as outlines: a form, not another hue. */
export function Letter({ index }: { index: number }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "size-5 flex-none rounded-tag text-center font-semibold text-11 leading-5!",
        index === 0 && "bg-ink text-ground",
        index === 1 && "bg-cue text-on-cue",
        index === 2 && "text-ink shadow-[inset_0_0_0_1.5px_var(--color-ink)]",
        index === 3 && "text-cue shadow-[inset_0_0_0_1.5px_var(--color-cue)]",
      )}
    >
      {letters[index]}
    </span>
  )
}
