import { type Cell, halfTitles, type RowGroup } from "@/components/drills/report/words"
import { cx } from "@/components/ui/cx"
import { halves } from "@/lib/drills/schema"

/** What is told of one model: a line per measure, a column per half. What is not measured says so, and why. */
export function MeasuresTable({ name, groups }: { name: string; groups: readonly RowGroup[] }) {
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="sr-only">{name}: what was measured from words and from a frame</caption>
      <thead>
        <tr className="align-bottom text-12 text-ink-3">
          <th scope="col" className="w-[34%] pb-1 font-normal">
            <span className="sr-only">Measure</span>
          </th>
          {halves.map((half) => (
            <th key={half} scope="col" className="pb-1 pl-3 font-normal">
              {halfTitles[half]}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, rows }) => (
        <tbody key={title} className="break-inside-avoid">
          <tr>
            <th scope="rowgroup" colSpan={3} className="border-line border-t pt-2.5 pb-0.5 font-medium">
              {title}
            </th>
          </tr>
          {rows.map(({ label, tip, words, frame }) => (
            <tr key={label} className="align-top">
              <th scope="row" className="py-0.5 pr-2 font-normal text-ink-2" data-tip={tip}>
                {label}
                <span className="sr-only">. {tip}</span>
              </th>
              <MeasureCell cell={words} />
              <MeasureCell cell={frame} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function MeasureCell({ cell: { value, note, isMeasured } }: { cell: Cell }) {
  return (
    <td className="py-0.5 pl-3">
      <span className={cx("block", !isMeasured && "text-ink-3")}>{value}</span>
      {note && <span className="block text-12 text-ink-3">{note}</span>}
    </td>
  )
}
