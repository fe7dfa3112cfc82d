import Link from "next/link"
import { DriftChart } from "@/components/drills/report/drift-chart"
import { MeasuresTable } from "@/components/drills/report/measures-table"
import { BadEnds, TakeTile } from "@/components/drills/report/take-tile"
import { rowGroups } from "@/components/drills/report/words"
import { buttonClass } from "@/components/ui/button"
import type { ModelReport } from "@/lib/drills/report"
import type { DrillState } from "@/lib/drills/schema"
import { verdictOf } from "@/lib/drills/verdict"
import { findModel } from "@/lib/providers/models"
import { vendorName } from "@/lib/providers/names"
import { shotHref } from "@/lib/shots/queries"
import { modelName } from "@/lib/takes/model-name"

/** One model: both halves as pictures and as figures, and which did better, as far as the takes carry. */
export function ModelSection({ report, state, now }: { report: ModelReport; state: DrillState; now: number }) {
  const { modelId, words, frame } = report
  const { team, project, shots } = state
  const name = modelName(modelId)
  const model = findModel(modelId)
  const ids = [words.lead, frame.lead].flatMap((take) => (take?.clip ? [take.id] : []))
  const mode = words.lead?.mode ?? frame.lead?.mode
  return (
    <section aria-label={name} className="border-line border-t pt-4 pb-8">
      <header className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-semibold text-16">{name}</h2>
        {model && (
          <span className="text-12 text-ink-3">
            {vendorName(model.provider)}
            {mode && `, ${mode}`}
          </span>
        )}
        <p className="basis-full text-14">{verdictOf(report).words}</p>
      </header>
      <div className="grid items-start gap-x-8 gap-y-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div>
          <div className="grid grid-cols-2 gap-2">
            <TakeTile report={words} href={shotHref(team, project.slug, shots.words.number)} now={now} />
            <TakeTile report={frame} href={shotHref(team, project.slug, shots.frame.number)} now={now} />
          </div>
          {ids.length === 2 && (
            <Link
              href={`/${team}/${project.slug}/compare?takes=${ids.join(",")}`}
              className={buttonClass("secondary", "compact", "mt-3 print:hidden")}
            >
              Play in step
            </Link>
          )}
          <BadEnds reports={[words, frame]} now={now} />
          <div className="mt-4">
            <DriftChart name={name} lines={{ words: words.colourBySecond, frame: frame.colourBySecond }} />
          </div>
        </div>
        <MeasuresTable name={name} groups={rowGroups(report, state)} />
      </div>
    </section>
  )
}
