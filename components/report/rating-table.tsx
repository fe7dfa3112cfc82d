import { Interval, IntervalAxis } from "@/components/report/interval"
import { cx } from "@/components/ui/cx"
import type { RatingLine } from "@/lib/report/question-report"
import { ratingScale } from "@/lib/report/scale"
import { pointRule } from "@/lib/report/words"

type Props = { lines: readonly RatingLine[]; vendorOf: Readonly<Record<string, string>>; caption: string }

/** The models by lower bound with their intervals: a chart and a table at once. */
export function RatingTable({ lines, vendorOf, caption }: Props) {
  const scale = ratingScale(lines)
  return (
    <>
      <table className="w-full border-line border-b">
        <caption className="sr-only">{caption}</caption>
        <thead className="h-10 text-12 text-ink-3">
          <tr className="text-left [&>th]:font-normal">
            <th className="w-16 max-sm:w-12">Rank</th>
            <th className="sm:w-44">Model</th>
            <th className="px-8 text-11 max-sm:hidden print:px-4">
              <span className="sr-only">Chart</span>
              <IntervalAxis scale={scale} />
            </th>
            <th className="w-20 text-right max-sm:w-14">Rating</th>
            <th className="w-32 text-right max-sm:w-24">95 % interval</th>
            <th className="w-20 text-right max-sm:w-14">Ballots</th>
          </tr>
        </thead>
        {lines.map((line, place) => (
          <tbody key={line.model} className={cx(line.rank !== lines[place - 1]?.rank && "border-line border-t")}>
            <tr className="h-14 break-inside-avoid">
              <td>
                <span className="block font-semibold text-14">{line.rank}</span>
                {line.isShared && <span className="block text-12 text-ink-3">shared</span>}
              </td>
              <th scope="row" className="py-1 pr-2 text-left font-medium">
                {line.model}
                <span className="block font-normal text-12 text-ink-3">
                  {vendorOf[line.model]}
                  {line.note && `, ${line.note}`}
                </span>
              </th>
              <td className="px-8 max-sm:hidden print:px-4">
                <Interval line={line} scale={scale} />
              </td>
              <td className="text-right font-semibold">{Math.round(line.rating)}</td>
              <td className="text-right text-ink-2">
                {Math.round(line.low)}–{Math.round(line.high)}
              </td>
              <td className="text-right text-ink-2">{line.ballots}</td>
            </tr>
            <tr className="sm:hidden">
              <td colSpan={5} className="px-3">
                <Interval line={line} scale={scale} />
              </td>
            </tr>
          </tbody>
        ))}
        <tbody className="text-11 text-ink-3 sm:hidden">
          <tr>
            <td colSpan={5} className="px-3 pb-1">
              <IntervalAxis scale={scale} />
            </td>
          </tr>
        </tbody>
      </table>
      <p className="mt-2 text-12 text-ink-3">
        1000 is the average of these models; 400 points are odds of ten to one. Sorted by the lower end of the interval.{" "}
        {pointRule}
      </p>
    </>
  )
}
