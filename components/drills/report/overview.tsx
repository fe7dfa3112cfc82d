import { criterionTitles, findingWords } from "@/components/drills/report/words"
import type { DrillReport } from "@/lib/drills/report"
import { type Verdict, verdictOf } from "@/lib/drills/verdict"
import { modelName } from "@/lib/takes/model-name"

const aheadWords: Record<"words" | "frame" | "even", string> = { words: "From words", frame: "From a frame", even: "Even" }

/** All models at a glance: which half was ahead in which measure. */
export function Overview({ report }: { report: DrillReport }) {
  const lines = report.models.map((model) => ({ model, verdict: verdictOf(model) }))
  const titles = lines[0]?.verdict.findings.map(({ of }) => of) ?? []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard.
    <section aria-label="At a glance" tabIndex={0} className="overflow-x-auto print:overflow-visible">
      <table className="w-full min-w-144 border-collapse text-left print:min-w-0">
        <thead>
          <tr className="text-12 text-ink-3">
            <th scope="col" className="py-1.5 pr-3 font-normal">
              Model
            </th>
            {titles.map((of) => (
              <th key={of} scope="col" className="py-1.5 pr-3 font-normal">
                {criterionTitles[of]}
              </th>
            ))}
            <th scope="col" className="py-1.5 pr-3 font-normal">
              Ahead in more
            </th>
            <th scope="col" className="py-1.5 text-right font-normal">
              Takes measured
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ model, verdict }) => (
            <tr key={model.modelId} className="border-line border-t">
              <th scope="row" className="py-2 pr-3 font-medium">
                {modelName(model.modelId)}
              </th>
              {verdict.findings.map((finding) => (
                <td key={finding.of} className={finding.ahead === null ? "py-2 pr-3 text-ink-3" : "py-2 pr-3 text-ink-2"}>
                  {findingWords(finding)}
                </td>
              ))}
              <td className="py-2 pr-3">{aheadCell(verdict)}</td>
              <td className="py-2 text-right text-ink-2">
                {model.words.measured} and {model.frame.measured}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function aheadCell({ ahead }: Verdict) {
  return ahead === null ? <span className="text-ink-3">not compared</span> : aheadWords[ahead]
}
