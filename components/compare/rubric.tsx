"use client"

import { type KeyboardEvent, useRef, useState } from "react"
import type { Criterion } from "@/components/compare/decision-draft"
import { Letter, letters } from "@/components/compare/letters"
import type { Decision } from "@/components/compare/use-decision"
import { cx } from "@/components/ui/cx"
import { bestScore, criteria, worstScore } from "@/lib/comparisons/schema"
import type { TakeView } from "@/lib/takes/schema"

type RubricProps = { takes: readonly TakeView[]; decision: Decision; isHidden: boolean }

const steps = Array.from({ length: bestScore - worstScore + 1 }, (_, index) => worstScore + index)

/** Scores as a grid of cells: arrows move, 1–5 score and go on to the next take, 0 clears, P picks the cell's take. */
export function Rubric({ takes, decision, isHidden }: RubricProps) {
  const table = useRef<HTMLTableElement>(null)
  const [[row, column], setPlace] = useState([0, 0])
  const place = { row, column: Math.min(column, takes.length - 1) }

  function go(toRow: number, toColumn: number) {
    const next = [Math.max(0, Math.min(criteria.length - 1, toRow)), Math.max(0, Math.min(takes.length - 1, toColumn))] as const
    setPlace([...next])
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.join()}"]`)?.focus()
  }

  function act(event: KeyboardEvent, criterion: Criterion, take: TakeView): boolean {
    if (event.metaKey || event.ctrlKey || event.altKey) return false
    const { key } = event
    if (/^[1-5]$/.test(key)) {
      decision.score(take.id, criterion, Number(key))
      if (place.column < takes.length - 1) go(place.row, place.column + 1)
      else if (place.row < criteria.length - 1) go(place.row + 1, 0)
      return true
    }
    if (key === "0" || key === "Backspace" || key === "Delete") decision.score(take.id, criterion, null)
    else if (key === "ArrowLeft") go(place.row, place.column - 1)
    else if (key === "ArrowRight") go(place.row, place.column + 1)
    else if (key === "ArrowUp") go(place.row - 1, place.column)
    else if (key === "ArrowDown") go(place.row + 1, place.column)
    else if (key.toLowerCase() === "p") decision.pick(take.id)
    else return false
    return true
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are entered is a grid.
    <table ref={table} role="grid" aria-label="Scores, 1 to 5" className="border-separate border-spacing-0 max-sm:block">
      <thead className="max-sm:hidden">
        <tr>
          <th scope="col" className="pr-4 text-left font-normal text-12 text-ink-3">
            1 to 5, 0 clears
          </th>
          {takes.map((take, index) => (
            <th key={take.id} scope="col" className="pr-6 pb-1.5 text-left font-medium">
              <span className="flex items-center gap-2">
                <Letter index={index} />
                <span className="max-w-40 truncate">
                  {isHidden ? <span className="sr-only">{letters[index]}</span> : `Take ${take.number}, ${take.modelName}`}
                </span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:grid max-sm:gap-3">
        {criteria.map((criterion, rowIndex) => (
          <tr key={criterion} className="max-sm:grid">
            <th scope="row" className="whitespace-nowrap pr-4 text-left font-normal text-ink-2">
              {criterion}
            </th>
            {takes.map((take, index) => {
              const score = decision.draft.scores[take.id]?.[criterion]
              const isHere = place.row === rowIndex && place.column === index
              const of = isHidden ? (letters[index] ?? "") : `take ${take.number}`
              return (
                <td
                  key={take.id}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is a cell of a grid.
                  role="gridcell"
                  data-cell={`${rowIndex},${index}`}
                  tabIndex={isHere ? 0 : -1}
                  aria-label={`${criterion}, ${of}: ${score === undefined ? "not scored" : `${score} of ${bestScore}`}`}
                  onFocus={(event) => event.target === event.currentTarget && setPlace([rowIndex, index])}
                  onKeyDown={(event) => {
                    if (!act(event, criterion, take)) return
                    event.preventDefault()
                    event.stopPropagation()
                  }}
                  className="rounded-control pr-6 max-sm:flex max-sm:items-center max-sm:gap-3 max-sm:pr-0"
                >
                  <span className="flex sm:hidden">
                    <Letter index={index} />
                  </span>
                  <Pips
                    score={score}
                    onScore={(next) => {
                      decision.score(take.id, criterion, next === score ? null : next)
                      go(rowIndex, index)
                    }}
                  />
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Five places to press; the keys work on the cell around them. */
function Pips({ score, onScore }: { score: number | undefined; onScore: (score: number) => void }) {
  return (
    <span className="inline-flex">
      {steps.map((step) => (
        <button
          key={step}
          type="button"
          tabIndex={-1}
          aria-label={String(step)}
          aria-pressed={score === step}
          onClick={() => onScore(step)}
          className="group/pip grid size-7 place-items-center touch:size-11"
        >
          <span
            className={cx(
              "size-5 rounded-tag text-center text-11 leading-5!",
              score !== undefined && step <= score
                ? "bg-selected font-semibold text-ink"
                : "text-ink-3 shadow-[inset_0_0_0_1px_var(--color-line-strong)] group-hover/pip:text-ink",
            )}
          >
            {step}
          </span>
        </button>
      ))}
    </span>
  )
}
