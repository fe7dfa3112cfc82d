import type { ReactNode } from "react"

type Props = { title: string; lead?: ReactNode; children: ReactNode }

/** A part of a report: what it is, how to read it, the figures. */
export function ReportSection({ title, lead, children }: Props) {
  return (
    <section className="mt-8">
      <h2 className="font-semibold text-14">{title}</h2>
      {lead && <p className="mt-0.5 max-w-[92ch] text-12 text-ink-3">{lead}</p>}
      <div className="mt-2">{children}</div>
    </section>
  )
}

/** Holds a table that may be wider than the window: it scrolls by itself, by keys too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      {children}
    </section>
  )
}

/** Figures in columns: first words, then numbers right-aligned. */
export const figuresClass =
  "w-full whitespace-nowrap border-line border-b [&_td]:px-3 [&_td]:text-right [&_td]:align-top [&_td]:py-2 [&_tbody_th]:py-2 [&_tbody_th]:pr-3 [&_tbody_th]:text-left [&_tbody_th]:align-top [&_tbody_th]:font-medium [&_tbody_tr]:border-line [&_tbody_tr]:border-t [&_thead_th]:h-8 [&_thead_th]:px-3 [&_thead_th]:text-right [&_thead_th]:font-normal [&_thead_th]:text-12 [&_thead_th]:text-ink-3 [&_thead_th:first-child]:px-0 [&_thead_th:first-child]:text-left [&_td:last-child]:pr-0 [&_thead_th:last-child]:pr-0"

/** Said where a figure would be. */
export function NoFigure({ children = "–" }: { children?: ReactNode }) {
  return <span className="text-ink-3">{children}</span>
}
