import type { ComponentProps, ReactNode } from "react"
import { cx } from "@/components/ui/cx"
import { Kbd } from "@/components/ui/kbd"

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger"
export type ButtonSize = "compact" | "control" | "main"

const variants: Record<ButtonVariant, string> = {
  primary:
    "bg-accent font-semibold text-on-accent hover:bg-accent-hover active:bg-accent-press [&_[data-key]]:text-current [&_[data-key]]:shadow-[inset_0_0_0_1px_oklch(0_0_0/0.3)]",
  secondary: "bg-control font-medium text-ink hover:bg-selected",
  quiet: "font-medium text-ink-2 hover:bg-hover hover:text-ink active:bg-press",
  danger: "bg-control font-medium text-stop hover:bg-selected",
}

const sizes: Record<ButtonSize, string> = {
  compact: "h-compact gap-1.5 px-2 touch:min-h-11 touch:min-w-11",
  control: "h-control gap-2 px-3 touch:min-h-11 touch:min-w-11",
  main: "h-main gap-2 px-4 text-14 touch:min-h-11 touch:min-w-11",
}

/** The classes of a button, for a link that must look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "control", className?: string) {
  return cx(
    "relative inline-flex flex-none select-none items-center justify-center whitespace-nowrap rounded-control",
    "transition-colors duration-fast",
    "disabled:bg-hover disabled:text-ink-3 aria-disabled:bg-hover aria-disabled:text-ink-3",
    sizes[size],
    variants[variant],
    className,
  )
}

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** Printed beside the words, e.g. "N" or "⌘⏎". The key itself is bound where the command lives. */
  shortcut?: string
  children?: ReactNode
}

/** A button of the kit. `type` is "button" unless told. At most one `primary` on a screen. */
export function Button({ variant, size, shortcut, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass(variant, size, className)} {...rest}>
      {children}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  )
}
