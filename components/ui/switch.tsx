import type { ComponentProps } from "react"
import { cx } from "@/components/ui/cx"

/** On or off, at once. Give it an `aria-label` or a label element. */
export function Switch({ className, ...input }: Omit<ComponentProps<"input">, "type" | "role">) {
  return (
    <input
      type="checkbox"
      role="switch"
      aria-checked={input.checked}
      {...input}
      className={cx(
        "relative h-4 w-7 flex-none appearance-none rounded-full transition-colors duration-fast",
        "shadow-[inset_0_0_0_1.5px_var(--color-edge)] checked:bg-ink checked:shadow-none",
        "after:absolute after:top-1 after:left-1 after:size-2 after:rounded-full after:bg-edge after:transition-transform after:duration-fast after:content-['']",
        "checked:after:translate-x-3 checked:after:bg-ground",
        "before:absolute before:-inset-2 before:content-[''] touch:before:-inset-3.5",
        "disabled:shadow-[inset_0_0_0_1.5px_var(--color-line-strong)] disabled:after:bg-line-strong",
        className,
      )}
    />
  )
}
