import Link from "next/link"
import type { ReactNode } from "react"
import { ChoiceMenu, type ChoiceOption } from "@/components/report/choice-menu"

export type Option = { label: string; href: string; isChosen: boolean }

type Props = {
  questions: readonly Option[]
  menus: readonly { name: string; options: readonly ChoiceOption[] }[]
  /** "214 ballots, 5 judges, 5 shots". */
  facts: string
  actions: ReactNode
}

/** What is asked of the ballots: one question, and which of them; all of it in the address. */
export function ReportBar({ questions, menus, facts, actions }: Props) {
  return (
    <div className="flex min-h-14 flex-none flex-wrap items-center gap-2 border-line border-b px-4 py-2 print:px-0">
      {questions.length > 0 && (
        <nav aria-label="Question" className="inline-flex max-w-full flex-wrap rounded-control bg-track p-0.5">
          {questions.map(({ label, href, isChosen }) => (
            <Link
              key={label}
              href={href}
              aria-current={isChosen ? "page" : undefined}
              className="flex h-7 items-center rounded-[4px] px-2 font-medium text-ink-2 hover:text-ink aria-[current]:bg-selected aria-[current]:text-ink aria-[current]:shadow-segment touch:h-11 print:not-aria-[current]:hidden"
            >
              {label}
            </Link>
          ))}
        </nav>
      )}
      {menus.map(({ name, options }) => options.length > 1 && <ChoiceMenu key={name} name={name} options={options} />)}
      <span className="min-w-4 flex-1" />
      <span className="text-ink-2">{facts}</span>
      <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>
    </div>
  )
}
