"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { Iterations } from "@/components/drills/report/iterations"
import { ModelSection } from "@/components/drills/report/model-section"
import { Overview } from "@/components/drills/report/overview"
import { ReportHead } from "@/components/drills/report/report-head"
import { useLiveEvent } from "@/components/live/use-live-event"
import { useNow } from "@/components/takes/use-now"
import { drillQuery } from "@/lib/drills/queries"
import { drillReport } from "@/lib/drills/report"
import type { DrillState, Half } from "@/lib/drills/schema"
import { alikeWithin } from "@/lib/drills/verdict"
import { shotTakesQuery } from "@/lib/takes/queries"
import { isActive } from "@/lib/takes/rules"
import type { TakeView } from "@/lib/takes/schema"

type Props = { initial: DrillState; initialTakes: Record<Half, TakeView[]> }

/** Measures follow their take by themselves and announce nothing: they are asked for while any is awaited. */
const askAgainMs = 4000
/** Nobody waits longer than this for a take to be measured. */
const awaitedForMs = 10 * 60_000

/** The report of a drill: it fills in while takes arrive, and stands when all have ended and are measured. */
export function DrillReportPage({ initial, initialTakes }: Props) {
  const { team, id, shots } = initial
  const { data: words } = useQuery({ ...shotTakesQuery(team, shots.words.id), initialData: initialTakes.words })
  const { data: frame } = useQuery({ ...shotTakesQuery(team, shots.frame.id), initialData: initialTakes.frame })
  const query = useQuery({
    ...drillQuery(team, id),
    initialData: initial,
    refetchInterval: ({ state }) => (isAwaited([...words, ...frame], state.data) ? askAgainMs : false),
  })
  const state = query.data
  useLiveEvent((event) => {
    if (event.type === "line" || event.type === "comments") return
    const shotId = event.type === "take" ? event.take.shotId : event.shotId
    const isOurs = shotId === shots.words.id || shotId === shots.frame.id
    const isNews = event.type !== "take" || !isActive(event.take.status)
    if (isOurs && isNews) void query.refetch({ cancelRefetch: false })
  })
  const report = useMemo(() => drillReport(state, { words, frame }), [state, words, frame])
  const now = useNow(!report.isFinished)
  return (
    <article className="mx-auto w-full max-w-320 px-4 lg:px-6">
      <ReportHead state={state} report={report} />
      <Overview report={report} />
      <div className="mt-8">
        {report.models.map((model) => (
          <ModelSection key={model.modelId} report={model} state={state} now={now} />
        ))}
      </div>
      <Iterations state={state} otherTakes={report.otherTakes} />
      <section aria-label="How to read this" className="break-inside-avoid border-line border-t pt-4 pb-10">
        <h2 className="mb-2 font-semibold text-16">How to read this</h2>
        <p className="max-w-160 text-ink-2">
          Every figure is measured on the clip, and is the middle where there are several takes. Drift is that of the whole
          picture: a camera that moves changes it too, so compare it between takes that moved alike. Who looks like themselves
          throughout is for people to judge. Two halves count as alike within {alikeWithin.colourDrift} ΔE00 of colour drift,{" "}
          {alikeWithin.evenness} of smoothness, and half a step of the camera's obedience.
        </p>
      </section>
    </article>
  )
}

function isAwaited(takes: readonly TakeView[], state: DrillState | undefined): boolean {
  return takes.some(
    ({ id, clip, finishedAt }) =>
      clip !== null && state?.measures[id] === undefined && Date.now() - Date.parse(finishedAt ?? "") < awaitedForMs,
  )
}
