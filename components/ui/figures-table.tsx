import type { ReactNode } from "react"

/** First words, then numbers right-aligned. */
const figuresClass =
  "w-full whitespace-nowrap border-line border-b [&_td]:px-3 [&_td]:text-right [&_td]:align-top [&_td]:py-2 [&_tbody_th]:py-2 [&_tbody_th]:pr-3 [&_tbody_th]:text-left [&_tbody_th]:align-top [&_tbody_th]:font-medium [&_tbody_tr]:border-line [&_tbody_tr]:border-t [&_thead_th]:h-8 [&_thead_th]:px-3 [&_thead_th]:text-right [&_thead_th]:font-normal [&_thead_th]:text-12 [&_thead_th]:text-ink-3 [&_thead_th:first-child]:px-0 [&_thead_th:first-child]:text-left [&_td:last-child]:pr-0 [&_thead_th:last-child]:pr-0 [&_tr]:break-inside-avoid print:whitespace-normal print:[&_td]:px-1.5 print:[&_thead_th]:px-1.5"

type Props = {
  /** What the table is of, to who cannot see it. */
  label: string
  /** The heads of the columns, the row's own first. */
  heads: readonly string[]
  /** The head of a last column of buttons, which the eye does not need. */
  buttons?: string | false | undefined
  /** Rows. */
  children: ReactNode
}

/** Figures in columns, a row for each model or person. */
export function FiguresTable({ label, heads, buttons, children }: Props) {
  return (
    <WideTable label={label}>
      <table className={figuresClass}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {buttons && (
              <th scope="col" className="print:hidden">
                <span className="sr-only">{buttons}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </WideTable>
  )
}

/** Holds a table that may be wider than the window: it scrolls by itself, by keys too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="break-inside-avoid overflow-x-auto print:overflow-visible">
      {children}
    </section>
  )
}

/** Said where a figure would be. */
export function NoFigure({ children = "–" }: { children?: ReactNode }) {
  return <span className="text-ink-3">{children}</span>
}
