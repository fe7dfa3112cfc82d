"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import Plus from "lucide-react/icons/plus"
import { useId } from "react"
import { cellKey, cellsOf, type TakeChoice, withCell, withCells } from "@/components/arena/new/choice"
import { Checkbox } from "@/components/ui/checkbox"
import { cx } from "@/components/ui/cx"
import { Menu, type MenuEntry } from "@/components/ui/menu"
import type { Candidates, CandidateTake } from "@/lib/arena/candidates-schema"
import { clockWords } from "@/lib/format"

type TakeGridProps = {
  candidates: Candidates
  choice: TakeChoice
  onChoice: (choice: TakeChoice) => void
}

/** Rows are shots, columns models; in each cell the take that will be judged. */
export function TakeGrid({ candidates, choice, onChoice }: TakeGridProps) {
  const gridId = useId()
  const { shots, models } = candidates
  const cells = cellsOf(candidates)
  const isIn = (key: string) => (choice[key]?.length ?? 0) > 0
  const modelsIn = (shotId: string) => models.filter(({ id }) => isIn(cellKey(shotId, id))).length
  const line = (keys: readonly string[]) => [...cells].filter(([key]) => keys.includes(key))
  const tick = (keys: readonly string[], ticked: boolean) => onChoice(withCells(choice, line(keys), ticked))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section aria-label="Takes to judge" tabIndex={0} className="min-w-0 overflow-x-auto">
      <table className="border-separate border-spacing-x-2 border-spacing-y-3">
        <thead>
          <tr>
            <th scope="col" className="sr-only">
              Shot
            </th>
            {models.map(({ id, name }) => {
              const keys = shots.map((shot) => cellKey(shot.id, id)).filter((key) => cells.has(key))
              return (
                <th key={id} scope="col" className="p-0 text-left font-medium">
                  <label htmlFor={`${gridId}-${id}`} className="flex min-h-8 items-center gap-2 touch:min-h-11">
                    <Checkbox
                      id={`${gridId}-${id}`}
                      checked={keys.some(isIn)}
                      onChange={(event) => tick(keys, event.target.checked)}
                    />
                    <span className="max-w-32 truncate" title={name}>
                      {name}
                    </span>
                  </label>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shots.map((shot) => {
            const keys = models.map(({ id }) => cellKey(shot.id, id)).filter((key) => cells.has(key))
            const count = modelsIn(shot.id)
            return (
              <tr key={shot.id}>
                <th scope="row" className="sticky left-0 z-10 bg-ground p-0 pr-2 text-left align-top font-normal">
                  <label htmlFor={`${gridId}-${shot.id}`} className="flex w-44 gap-2 py-1 max-sm:w-28">
                    <Checkbox
                      id={`${gridId}-${shot.id}`}
                      className="mt-0.5"
                      checked={count > 0}
                      onChange={(event) => tick(keys, event.target.checked)}
                    />
                    <span className="min-w-0">
                      <span className="line-clamp-2">
                        <span className="text-ink-3">{shot.number}</span> {shot.name}
                      </span>
                      {count === 1 && <span className="block text-12 text-ink-3">One model alone is not judged</span>}
                    </span>
                  </label>
                </th>
                {models.map(({ id, name }) => {
                  const key = cellKey(shot.id, id)
                  const takes = cells.get(key)
                  return (
                    <td key={id} className="p-0 align-top">
                      {takes ? (
                        <Cell
                          label={`${name}, shot ${shot.number}`}
                          takes={takes}
                          chosen={choice[key] ?? []}
                          onChosen={(ids) => onChoice(withCell(choice, key, ids))}
                        />
                      ) : (
                        <span className="grid aspect-video w-36 place-items-center rounded-picture text-12 text-ink-3 shadow-[inset_0_0_0_1px_var(--color-line)]">
                          No take
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

type CellProps = {
  label: string
  takes: readonly CandidateTake[]
  chosen: readonly string[]
  onChosen: (takeIds: readonly string[]) => void
}

/** One cell: its picture, and a menu of the takes that could stand there. */
function Cell({ label, takes, chosen, onChosen }: CellProps) {
  const shown = takes.filter(({ takeId }) => chosen.includes(takeId))
  const [first] = shown
  const words = first ? shown.map(({ number }) => `take ${number}`).join(", ") : "left out"
  const entries: MenuEntry[] = [
    ...takes.map(({ takeId, number, durationSeconds }, index) => ({
      kind: "choice" as const,
      label: `Take ${number}${index === 0 ? ", the newest" : ""}`,
      detail: clockWords(durationSeconds),
      checked: chosen.includes(takeId),
      onSelect: () => onChosen([takeId]),
    })),
    { kind: "separator" },
    { kind: "choice", label: "Leave out", checked: chosen.length === 0, onSelect: () => onChosen([]) },
  ]
  return (
    <Menu
      label={label}
      entries={entries}
      width={208}
      trigger={(menu) => (
        <button
          type="button"
          {...menu}
          aria-label={`${label}: ${words}`}
          className={cx(
            "group relative block aspect-video w-36 overflow-hidden rounded-picture bg-well",
            !first && "outline-1 outline-edge -outline-offset-1 outline-dashed",
          )}
        >
          {first?.posterUrl && <img src={first.posterUrl} alt="" loading="lazy" className="size-full object-cover" />}
          {first ? (
            <span className="absolute bottom-1.5 left-1.5 flex h-5 items-center gap-0.5 rounded-tag bg-plate px-1 font-medium text-11 text-on-plate">
              {shown.map(({ number }) => number).join(", ")}
              <ChevronDown aria-hidden="true" className="size-3!" />
            </span>
          ) : (
            <span className="absolute inset-0 grid place-items-center text-12 text-ink-2">
              <span className="flex items-center gap-1">
                <Plus aria-hidden="true" className="size-3.5!" />
                Left out
              </span>
            </span>
          )}
        </button>
      )}
    />
  )
}
