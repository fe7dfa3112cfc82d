import type { ReactNode } from "react"
import { CostTable } from "@/components/report/cost-table"
import { Drawing } from "@/components/report/drawing"
import { Findings } from "@/components/report/findings"
import { FidelityTable, MeasuredTable } from "@/components/report/measured-tables"
import { RatingTable } from "@/components/report/rating-table"
import { ReportSection } from "@/components/report/section"
import { WinMatrix } from "@/components/report/win-matrix"
import type { CostLine } from "@/lib/report/cost"
import { frontChart } from "@/lib/report/front-chart"
import { fidelityLines, type MeasuredTake, measuredLines } from "@/lib/report/measured"
import {
  costScopeWords,
  fidelityWords,
  matrixWords,
  measuredWords,
  noFrontWords,
  priceWords,
  versionWords,
} from "@/lib/report/method"
import type { QuestionReport } from "@/lib/report/question-report"
import type { Finding } from "@/lib/report/words"

type Props = {
  report: QuestionReport
  costs: readonly CostLine[]
  takes: readonly MeasuredTake[]
  vendorOf: Readonly<Record<string, string>>
  /** Said after what the ballots say: whose do not count. */
  notes: readonly Finding[]
  /** Where the money is counted: the session's shots, or all. */
  scope: "session" | "team"
  /** Between what the ballots say and what was measured: who judged. */
  judges: ReactNode
}

/** One question's answer with everything that stands beside it: ratings, prices, wins, costs, measures. */
export function ReportView({ report, costs, takes, vendorOf, notes, scope, judges }: Props) {
  const { table, question } = report
  return (
    <div className="grid gap-x-8 px-4 pb-12 print:px-0 print:pb-0 xl:grid-cols-[minmax(0,1fr)_432px]">
      <div className="min-w-0">
        {table ? (
          <div className="pt-2">
            <RatingTable lines={table.lines} vendorOf={vendorOf} caption={`Ratings of the models for “${question}”`} />
          </div>
        ) : (
          <NoBallots />
        )}
        {table && (
          <ReportSection
            title={`What the ballots say about “${question}”`}
            lead={report.pooled && `${report.pooled} Choose a mode to see it by itself.`}
          >
            <Findings findings={[...report.findings, ...notes]} />
          </ReportSection>
        )}
        <ReportSection title="Who judged">{judges}</ReportSection>
      </div>
      <aside
        aria-label="Prices and wins"
        className="min-w-0 gap-x-8 max-xl:grid max-xl:md:grid-cols-2 xl:border-line xl:border-l xl:pl-8"
      >
        {table && (
          <ReportSection title="Price and rating" lead={report.front.length > 0 ? priceWords : noFrontWords}>
            {report.front.length > 0 && (
              <Drawing chart={frontChart(report.front)} label="Rating against price a second; the figures are in the tables." />
            )}
          </ReportSection>
        )}
        {table && table.lines.length > 1 && (
          <ReportSection title="How often the row beats the column" lead={matrixWords}>
            <WinMatrix models={table.lines.map(({ model }) => model)} matrix={report.matrix} />
          </ReportSection>
        )}
      </aside>
      <div className="min-w-0 xl:col-span-2">
        {costs.length > 0 && (
          <ReportSection title="Cost and time" lead={`${costScopeWords[scope]} ${versionWords}`}>
            <CostTable lines={costs} />
          </ReportSection>
        )}
        {takes.length > 0 && (
          <>
            <ReportSection title="Measured, not felt" lead={measuredWords}>
              <MeasuredTable lines={measuredLines(takes)} />
            </ReportSection>
            <ReportSection title="First-frame fidelity" lead={fidelityWords}>
              <FidelityTable lines={fidelityLines(takes)} />
            </ReportSection>
          </>
        )}
      </div>
    </div>
  )
}

function NoBallots() {
  return (
    <div className="max-w-[56ch] py-8">
      <h2 className="mb-1 font-semibold text-16">No ballot counts here yet</h2>
      <p className="text-ink-2">
        Ratings appear with the first votes, and say themselves how far they can be trusted. If you chose a tag or a mode, no
        counted ballot is in it.
      </p>
    </div>
  )
}
