import { WideTable } from "@/components/ui/figures-table"
import type { WinCell } from "@/lib/report/win-matrix"
import { percentWords } from "@/lib/report/words"

type Props = { models: readonly string[]; matrix: readonly (readonly (WinCell | null)[])[] }

/** How often the row's model beat the column's. The more often, the more the cell stands out. */
export function WinMatrix({ models, matrix }: Props) {
  return (
    <WideTable label="Wins of one model over another">
      <table className="border-separate border-spacing-0.5 text-12">
        <thead>
          <tr className="text-11 text-ink-3">
            <td />
            {models.map((model) => (
              <th key={model} scope="col" className="w-13 min-w-11 px-0.5 pb-1 text-center align-bottom font-normal">
                {model}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map((model, row) => (
            <tr key={model}>
              <th scope="row" className="min-w-20 pr-2 text-left font-normal">
                {model}
              </th>
              {models.map((other, column) => (
                <Cell key={other} cell={matrix[row]?.[column] ?? null} isSame={row === column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

function Cell({ cell, isSame }: { cell: WinCell | null; isSame: boolean }) {
  if (isSame) return <td aria-label="the same model" className="rounded-tag bg-track" />
  if (!cell) {
    return (
      <td className="rounded-tag bg-track text-center text-ink-3">
        <span aria-hidden="true">–</span>
        <span className="sr-only">never met</span>
      </td>
    )
  }
  const share = cell.wins / cell.meetings
  return (
    <td
      className="h-9 rounded-tag text-center"
      style={{ background: `color-mix(in oklab, var(--color-ink) ${Math.round(2 + 22 * share)}%, var(--color-panel))` }}
    >
      <span className="block font-medium">{percentWords(share)}</span>
      <span className="block whitespace-nowrap text-11 text-ink-2 leading-3!">
        {cell.wins}/{cell.meetings}
      </span>
    </td>
  )
}
