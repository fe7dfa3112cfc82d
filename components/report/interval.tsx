import { cx } from "@/components/ui/cx"
import type { RatingLine } from "@/lib/report/question-report"
import type { Scale } from "@/lib/report/scale"

const percent = (share: number) => `${(share * 100).toFixed(3)}%`
const middle = 28

/** A model's rating and its 95 % interval on the axis that all rows share. The numbers stand beside it in the table. */
export function Interval({ line, scale }: { line: RatingLine; scale: Scale }) {
  const [low, at, high] = [line.low, line.rating, line.high].map((value) => percent(scale.at(value)))
  const tone = line.isFirm ? "stroke-ink" : "stroke-ink-2"
  return (
    <svg width="100%" height={middle * 2} aria-hidden="true" className="block overflow-visible">
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          x1={percent(scale.at(tick))}
          x2={percent(scale.at(tick))}
          y1="0"
          y2="100%"
          className={tick === 1000 ? "stroke-line-strong" : "stroke-line"}
        />
      ))}
      <line
        x1={low}
        x2={high}
        y1={middle}
        y2={middle}
        strokeWidth="1.5"
        strokeDasharray={line.isFirm ? undefined : "4 3"}
        className={tone}
      />
      {[low, high].map((end, side) => (
        <line key={side} x1={end} x2={end} y1={middle - 5} y2={middle + 5} strokeWidth="1.5" className={tone} />
      ))}
      <circle
        cx={at}
        cy={middle}
        r={line.isFirm ? 5 : 4.25}
        strokeWidth="1.5"
        className={line.isFirm ? "fill-ink" : "fill-panel stroke-ink-2"}
      />
    </svg>
  )
}

/** The axis over the intervals: ratings at the ticks. */
export function IntervalAxis({ scale }: { scale: Scale }) {
  const [first = 0, second = first] = scale.ticks
  // Where it is narrow, every second word is enough; 1000 is one of them.
  const isSpare = (tick: number) => Math.round((tick - 1000) / (second - first)) % 2 !== 0
  return (
    <span aria-hidden="true" className="@container relative block h-4 font-normal">
      {scale.ticks.map((tick) => (
        <span
          key={tick}
          className={cx("-translate-x-1/2 absolute", isSpare(tick) && "@max-[16rem]:hidden")}
          style={{ left: percent(scale.at(tick)) }}
        >
          {tick}
        </span>
      ))}
    </span>
  )
}
