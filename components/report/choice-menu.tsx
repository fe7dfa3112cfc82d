"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import { useRouter } from "next/navigation"
import { cx } from "@/components/ui/cx"
import { Menu } from "@/components/ui/menu"
import { plural } from "@/lib/format"

export type ChoiceOption = { label: string; href: string; isChosen: boolean; ballots?: number }

/** One of several tables of the same question. The first option is all of them together. */
export function ChoiceMenu({ name, options }: { name: string; options: readonly ChoiceOption[] }) {
  const router = useRouter()
  const chosen = options.findIndex(({ isChosen }) => isChosen)
  return (
    <Menu
      label={name}
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={cx(
            "inline-flex h-compact flex-none items-center gap-1 whitespace-nowrap rounded-control px-2 touch:h-11",
            chosen > 0
              ? "bg-selected text-ink shadow-segment"
              : "text-ink-2 shadow-[inset_0_0_0_1px_var(--color-line)] hover:bg-hover hover:text-ink",
          )}
        >
          {chosen > 0 && <span className="text-ink-2">{name}</span>}
          {options[chosen]?.label}
          <ChevronDown aria-hidden="true" className="size-3! text-ink-3" />
        </button>
      )}
      entries={options.map(({ label, href, isChosen, ballots }) => ({
        kind: "choice",
        label,
        checked: isChosen,
        detail: ballots === undefined ? undefined : plural(ballots, "ballot"),
        onSelect: () => router.push(href),
      }))}
    />
  )
}
