import Link from "next/link"
import { buttonClass } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { monthName, type SpendReport } from "@/lib/spend/report-schema"

type Props = { team: string; report: SpendReport }

/** So many months stand in a row; what is older is in the file of all time. */
const mostMonths = 12

/** Which money and which month, each an address; and the file of what is shown. */
export function PeriodChoice({ team, report: { mode, month, months, hasBothModes } }: Props) {
  const query = (asked: { mode: string; month: string | null }) =>
    new URLSearchParams({ mode: asked.mode, ...(asked.month !== null && { month: asked.month }) }).toString()
  const page = `/${team}/settings/spend`
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {hasBothModes && (
        <nav aria-label="Money" className="flex gap-0.5">
          <Choice href={`${page}?${query({ mode: "live", month: null })}`} isCurrent={mode === "live"}>
            Live
          </Choice>
          <Choice href={`${page}?${query({ mode: "sandbox", month: null })}`} isCurrent={mode === "sandbox"}>
            Sandbox
          </Choice>
        </nav>
      )}
      {months.length > 0 && (
        <nav aria-label="Period" className="flex flex-wrap gap-0.5">
          <Choice href={`${page}?${query({ mode, month: null })}`} isCurrent={month === null}>
            All time
          </Choice>
          {months.slice(0, mostMonths).map((each) => (
            <Choice key={each} href={`${page}?${query({ mode, month: each })}`} isCurrent={month === each}>
              {monthName(each)}
            </Choice>
          ))}
        </nav>
      )}
      <a href={`/api/spend?team=${team}&${query({ mode, month })}`} download className={buttonClass("secondary", "compact")}>
        Save as CSV
      </a>
    </div>
  )
}

function Choice({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: string }) {
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "flex h-compact items-center rounded-control px-2 touch:h-11",
        isCurrent ? "bg-selected font-medium text-ink shadow-segment" : "text-ink-2 hover:bg-hover hover:text-ink",
      )}
    >
      {children}
    </Link>
  )
}
