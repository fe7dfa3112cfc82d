import type { ComponentProps, ReactNode } from "react"
import { type ButtonVariant, buttonClass } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  /** The accessible name, and the tooltip's words. */
  label: string
  /** Shown in the tooltip. */
  shortcut?: string
  variant?: ButtonVariant
  size?: "compact" | "control"
  /** The icon. */
  children: ReactNode
}

/** A lone icon with its name: read by screen readers, shown as a tooltip (see tooltip.tsx). */
export function IconButton({
  label,
  shortcut,
  variant = "quiet",
  size = "control",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  const shape = size === "compact" ? "w-compact px-0 touch:min-w-11" : "w-control px-0 touch:min-w-11"
  return (
    <button
      type={type}
      aria-label={label}
      data-tip={label}
      data-tip-key={shortcut}
      className={buttonClass(variant, size, cx(shape, className))}
      {...rest}
    />
  )
}
