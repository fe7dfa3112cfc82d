import Link from "next/link"
import { ReportSection } from "@/components/report/section"
import { FiguresTable, NoFigure } from "@/components/ui/figures-table"
import { plural } from "@/lib/format"
import type { KeptTake, SpendLine, SpendReport } from "@/lib/spend/report-schema"
import { dollars } from "@/lib/spend/rules"

/** What was charged, by project, by model, and for each take that was kept. */
export function SpendTables({ report }: { report: SpendReport }) {
  if (report.totals.ended === 0) {
    return (
      <p className="max-w-[60ch] text-ink-2">
        {report.month === null ? "Nothing has been charged yet." : "Nothing was charged in this month."} What generations cost
        stands here as soon as the first one has ended.
      </p>
    )
  }
  return (
    <>
      <Sums
        title="By project"
        head="Project"
        lines={report.projects}
        total={{ ...report.totals, id: "all", name: "All", href: null }}
      />
      <Sums title="By model" head="Model" lines={report.models} />
      <p className="mt-2 text-12 text-ink-3">In vain: charged for what failed, was refused, cancelled or lost.</p>
      <ReportSection
        title="Kept takes"
        lead="Each picked take with what it was charged, and what its whole shot was until today: that is what it took to get it."
      >
        {report.kept.length === 0 ? (
          <p className="text-ink-2">No take of this period is picked.</p>
        ) : (
          <Kept takes={report.kept} />
        )}
        {report.isKeptCut && <p className="mt-2 text-12 text-ink-3">The dearest {report.kept.length}; the file has all.</p>}
      </ReportSection>
    </>
  )
}

type SumsProps = { title: string; head: string; lines: readonly SpendLine[]; total?: SpendLine }

function Sums({ title, head, lines, total }: SumsProps) {
  return (
    <ReportSection title={title}>
      <FiguresTable label={title} heads={[head, "Charged", "In vain", "Ended", "Takes", "Kept", "Per kept take"]}>
        {[...lines, ...(total && lines.length > 1 ? [total] : [])].map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {line.href ? (
                <Link href={line.href} className="hover:underline">
                  {line.name}
                </Link>
              ) : (
                line.name
              )}
            </th>
            <td className="font-medium">{dollars(line.chargedMicros)}</td>
            <td>{line.inVainMicros > 0 ? <span className="text-stop">{dollars(line.inVainMicros)}</span> : <NoFigure />}</td>
            <td>{line.ended}</td>
            <td>{line.takes}</td>
            <td>{line.kept}</td>
            <td>{line.kept > 0 ? dollars(line.chargedMicros / line.kept) : <NoFigure>none kept</NoFigure>}</td>
          </tr>
        ))}
      </FiguresTable>
    </ReportSection>
  )
}

function Kept({ takes }: { takes: readonly KeptTake[] }) {
  return (
    <FiguresTable label="Kept takes" heads={["Take", "Project", "Model", "Its own", "Its shot", "Tries"]}>
      {takes.map((take) => (
        <tr key={take.takeId}>
          <th scope="row">
            <Link href={take.href} className="block max-w-80 truncate hover:underline">
              {take.name}
            </Link>
          </th>
          <td>{take.projectName}</td>
          <td>{take.modelName}</td>
          <td>{dollars(take.ownMicros)}</td>
          <td className="font-medium">{dollars(take.shotMicros)}</td>
          <td>{plural(take.shotEnded, "generation")}</td>
        </tr>
      ))}
    </FiguresTable>
  )
}
