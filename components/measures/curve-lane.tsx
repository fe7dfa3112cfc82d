"use client"

import { laneColumns } from "@/components/compare/lane"
import { letters } from "@/components/compare/letters"
import { type CurveName, curveFacts, curveOf, topOf, valueAt, valueWords } from "@/components/measures/curves"
import { sharedGaps } from "@/components/measures/gaps"
import { spanStyle } from "@/components/measures/span-style"
import type { Measured } from "@/components/measures/use-measures"
import { cx } from "@/components/ui/cx"

/** One take as a lane needs it: what was measured, and where on the time base it begins and how long it is, in seconds. */
export type LaneTake = { measured: Measured; startSeconds: number; durationSeconds: number }

type CurveLaneProps = {
  name: CurveName
  takes: readonly LaneTake[]
  totalSeconds: number
  /** Whole seconds at the playhead by each take's own time; negative before it begins. */
  seconds: readonly number[]
}

/** A measure of all takes along the time base, on one scale: A in ink, B in cue, C and D the same in dashes. */
export function CurveLane({ name, takes, totalSeconds, seconds }: CurveLaneProps) {
  const { label, meaning } = curveFacts[name]
  const top = topOf(
    name,
    takes.flatMap(({ measured }) => measured.measures ?? []),
  )
  const curves = takes.map(({ measured, startSeconds, durationSeconds }) => {
    const { measures, why } = measured
    if (!measures) {
      const whole = why === null ? [] : [{ startSeconds, endSeconds: startSeconds + durationSeconds, why }]
      return { startSeconds, lines: [], gaps: whole }
    }
    const { lines, gaps } = curveOf(measures.perSecond[name], durationSeconds)
    const moved = gaps.map((gap) => ({
      ...gap,
      startSeconds: gap.startSeconds + startSeconds,
      endSeconds: gap.endSeconds + startSeconds,
    }))
    return { startSeconds, lines, gaps: moved }
  })
  const gaps = sharedGaps(curves.map((curve, index) => ({ letter: letters[index] ?? "?", gaps: curve.gaps })))
  const values = takes.map(({ measured }, index) => wordsAt(name, measured, seconds[index] ?? -1))
  return (
    <div aria-busy={takes.some(({ measured }) => isAwaited(measured))} className={`${laneColumns} border-line border-t`}>
      <span className="truncate pr-2 text-12 text-ink-2 max-lg:hidden" data-tip={meaning}>
        {label}
      </span>
      <div className="max-lg:col-start-2">
        <div className="flex justify-between gap-2 pt-1 pl-1.5 text-11 text-ink-2 lg:hidden">
          <span>{label}</span>
          <Values values={values} className="flex gap-3" />
        </div>
        <div className="relative h-10">
          {gaps.map((gap) => (
            <span
              key={gap.startSeconds}
              data-tip={gap.why.join(" ")}
              className="absolute inset-y-1 flex items-center justify-center overflow-hidden rounded-tag bg-control px-1 text-11 text-ink-3"
              style={spanStyle(gap.startSeconds, gap.endSeconds, totalSeconds)}
            >
              <span className="truncate">{gap.letters.length < takes.length && `${gap.letters.join(", ")} `}not measured</span>
            </span>
          ))}
          <svg
            role="img"
            aria-label={`${label}: ${meaning}`}
            viewBox={`0 0 ${totalSeconds} 1`}
            preserveAspectRatio="none"
            className="pointer-events-none absolute inset-x-0 top-1 bottom-1 h-8 w-full overflow-visible"
          >
            {curves.map(({ startSeconds, lines }, index) =>
              lines.map((line) => (
                <polyline
                  key={`${index} ${line[0]?.seconds}`}
                  points={line
                    .map((point) => `${startSeconds + point.seconds},${1 - Math.max(0, point.value) / top}`)
                    .join(" ")}
                  vectorEffect="non-scaling-stroke"
                  strokeWidth={1.5}
                  strokeDasharray={index > 1 ? "5 4" : undefined}
                  className={cx("fill-none", index % 2 === 0 ? "stroke-ink" : "stroke-cue")}
                />
              )),
            )}
          </svg>
        </div>
      </div>
      <Values values={values} className="grid grid-cols-2 justify-items-end gap-x-3 text-12 max-lg:hidden" />
    </div>
  )
}

/** The values at the playhead, each in its take's colour; C and D underlined by dashes, as their curves are dashed. */
function Values({ values, className }: { values: readonly string[]; className: string }) {
  return (
    <span className={className}>
      {values.map((words, index) => (
        <span
          key={letters[index]}
          className={cx(
            index % 2 === 0 ? "text-ink" : "text-cue",
            index > 1 && "underline decoration-dashed underline-offset-2",
          )}
        >
          <span className="sr-only">{letters[index]} </span>
          {words}
        </span>
      ))}
    </span>
  )
}

/** Until the answer is there, nothing is said of a take. */
function isAwaited({ measures, why }: Measured): boolean {
  return measures === null && why === null
}

function wordsAt(name: CurveName, measured: Measured, second: number): string {
  if (isAwaited(measured)) return ""
  const value = measured.measures && valueAt(measured.measures.perSecond[name], second)
  return typeof value === "number" ? valueWords(name, value) : "–"
}
