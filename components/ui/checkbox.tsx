import Check from "lucide-react/icons/check"
import type { ComponentProps } from "react"
import { cx } from "@/components/ui/cx"

/** A native checkbox, 16 px (its target is 32, 44 for fingers). `onPicture` keeps it legible over any picture. */
export function Checkbox({
  className,
  onPicture = false,
  ...input
}: Omit<ComponentProps<"input">, "type"> & { onPicture?: boolean }) {
  return (
    <span className={cx("relative inline-grid size-4 flex-none place-items-center", className)}>
      <input
        type="checkbox"
        {...input}
        className={cx(
          "peer m-0 size-4 appearance-none rounded-[4px] transition-colors duration-fast",
          "before:absolute before:-inset-2 before:content-[''] touch:before:-inset-3.5",
          onPicture
            ? "bg-plate shadow-[inset_0_0_0_1.5px_var(--color-on-plate)] checked:bg-[oklch(0.88_0_0)] checked:shadow-none"
            : "shadow-[inset_0_0_0_1.5px_var(--color-edge)] checked:bg-ink checked:shadow-none disabled:shadow-[inset_0_0_0_1.5px_var(--color-line-strong)]",
        )}
      />
      <Check
        aria-hidden="true"
        className={cx(
          "pointer-events-none absolute size-3! stroke-[2.5]! opacity-0 peer-checked:opacity-100",
          onPicture ? "text-[oklch(0.16_0_0)]" : "text-ground",
        )}
      />
    </span>
  )
}
