"use client"

import { useQuery } from "@tanstack/react-query"
import ChevronDown from "lucide-react/icons/chevron-down"
import Grid2x2 from "lucide-react/icons/grid-2x2"
import Grid3x3 from "lucide-react/icons/grid-3x3"
import Import from "lucide-react/icons/import"
import Plus from "lucide-react/icons/plus"
import type { RefObject } from "react"
import { FilterChips } from "@/components/gallery/filter-chips"
import { SearchField } from "@/components/gallery/search-field"
import type { Density, Grouping } from "@/components/gallery/use-gallery-filter"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { Menu } from "@/components/ui/menu"
import { countWords } from "@/lib/format"
import { countLimit, type GalleryFilter } from "@/lib/galleries/schema"
import { galleryTotalsQuery } from "@/lib/takes/queries"

type FilterBarProps = {
  team: string
  projectId: string
  filter: GalleryFilter
  onFilter: (change: Partial<GalleryFilter>) => void
  grouping: Grouping
  density: Density
  onView: (view: { group?: Grouping; size?: Density }) => void
  search: RefObject<HTMLInputElement | null>
  /** Absent for those who may not. */
  onNewShot: (() => unknown) | undefined
  onImport: (() => unknown) | undefined
}

/** What is shown, how many, and how: search, filters, count, grouping, density, and the one main act. */
export function FilterBar(props: FilterBarProps) {
  const { team, projectId, filter, onFilter, grouping, density, onView, search, onNewShot, onImport } = props
  return (
    <search className="flex h-14 flex-none items-center gap-2 border-line border-b px-4 max-sm:h-auto max-sm:flex-wrap max-sm:p-3">
      <SearchField ref={search} value={filter.search} onSearch={(text) => onFilter({ search: text })} />
      <FilterChips team={team} projectId={projectId} filter={filter} onFilter={onFilter} />
      <span className="flex-1" />
      <Count team={team} projectId={projectId} filter={filter} />
      <Menu
        label="Grouping"
        align="end"
        width={160}
        entries={(["shot", "day"] as const).map((value) => ({
          kind: "choice",
          label: value === "shot" ? "By shot" : "By day",
          checked: grouping === value,
          onSelect: () => onView({ group: value }),
        }))}
        trigger={(menu) => (
          <Button variant="quiet" size="compact" className="max-xl:hidden" {...menu}>
            {grouping === "shot" ? "By shot" : "By day"}
            <ChevronDown aria-hidden="true" className="size-3.5!" />
          </Button>
        )}
      />
      <DensityChoice density={density} onChange={(size) => onView({ size })} />
      {onImport && (
        <Button variant="quiet" size="compact" className="max-sm:hidden" onClick={onImport}>
          <Import aria-hidden="true" className="size-3.5!" />
          <span className="max-xl:sr-only">Import clips</span>
        </Button>
      )}
      {onNewShot && (
        <Button variant="primary" shortcut="N" onClick={() => void onNewShot()} className="ml-2 max-sm:ml-0">
          <Plus aria-hidden="true" />
          New shot
        </Button>
      )}
    </search>
  )
}

/** "312 of 1,284 takes": the first number only with a filter. */
function Count({ team, projectId, filter }: { team: string; projectId: string; filter: GalleryFilter }) {
  const { data } = useQuery(galleryTotalsQuery(team, projectId, filter))
  if (!data) return null
  const isWhole = !filter.trash && data.shown === data.all
  const shown = data.shown >= countLimit ? `${countWords(countLimit)}+` : countWords(data.shown)
  const all = countWords(filter.trash ? data.trashed : data.all)
  return (
    <span role="status" className="flex-none text-ink-2">
      {shown}
      <span className="max-xl:hidden">{isWhole ? " takes" : filter.trash ? " in the trash" : ` of ${all} takes`}</span>
    </span>
  )
}

function DensityChoice({ density, onChange }: { density: Density; onChange: (density: Density) => void }) {
  const choice = (value: Density, label: string, Icon: typeof Grid2x2) => (
    <label
      data-tip={label}
      className={cx(
        "relative inline-flex h-6 w-7 items-center justify-center rounded-[4px] text-ink-2 has-checked:bg-selected has-checked:text-ink has-checked:shadow-segment",
        "has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2",
      )}
    >
      <input
        type="radio"
        name="density"
        aria-label={label}
        className="absolute inset-0 m-0 appearance-none outline-none"
        checked={density === value}
        onChange={() => onChange(value)}
      />
      <Icon aria-hidden="true" className="size-3.5!" />
    </label>
  )
  return (
    <div
      role="radiogroup"
      aria-label="Size of pictures"
      className="inline-flex flex-none rounded-control bg-track p-0.5 max-sm:hidden"
    >
      {choice("large", "Large", Grid2x2)}
      {choice("dense", "Dense", Grid3x3)}
    </div>
  )
}
