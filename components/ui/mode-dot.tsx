import { cx } from "@/components/ui/cx"

/** Filled = live, hollow = sandbox; always with the word beside it. */
export function ModeDot({ mode, dim = false }: { mode: "sandbox" | "live"; dim?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-block size-1.5 flex-none rounded-full",
        mode === "sandbox" ? "shadow-[inset_0_0_0_1.25px_var(--color-ink-3)]" : dim ? "bg-ink-3" : "bg-ink",
      )}
    />
  )
}
