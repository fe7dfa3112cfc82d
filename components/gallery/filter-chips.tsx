"use client"

import { useQuery } from "@tanstack/react-query"
import ChevronDown from "lucide-react/icons/chevron-down"
import SlidersHorizontal from "lucide-react/icons/sliders-horizontal"
import X from "lucide-react/icons/x"
import { useState } from "react"
import { cx } from "@/components/ui/cx"
import { Menu, type MenuEntry } from "@/components/ui/menu"
import { countWords } from "@/lib/format"
import type { GalleryFacets, GalleryFilter } from "@/lib/galleries/schema"
import { galleryFacetsQuery } from "@/lib/takes/queries"

type Facet = keyof GalleryFacets

const facetNames: Record<Facet, string> = {
  models: "Model",
  statuses: "Status",
  shots: "Shot",
  tags: "Tag",
  authors: "Author",
  vendors: "Vendor",
}
const facets = Object.keys(facetNames) as Facet[]
/** Which chips give way to "More" when the window narrows. */
const chipClass: Record<Facet, string> = {
  models: "max-sm:hidden",
  statuses: "max-xl:hidden",
  shots: "max-xl:hidden",
  tags: "max-2xl:hidden",
  authors: "max-xl:hidden",
  vendors: "max-xl:hidden",
}

type FilterChipsProps = {
  team: string
  projectId: string
  filter: GalleryFilter
  onFilter: (change: Partial<GalleryFilter>) => void
}

const chip = "inline-flex h-compact flex-none items-center gap-1 whitespace-nowrap rounded-control px-2 touch:h-11"
const quietChip = cx(chip, "text-ink-2 shadow-[inset_0_0_0_1px_var(--color-line)] hover:bg-hover hover:text-ink")

/** Filled: what is asked for, each with its ×. Outlined: what may be asked for, with counts in the menus. */
export function FilterChips({ team, projectId, filter, onFilter }: FilterChipsProps) {
  const [isAsked, setAsked] = useState(false)
  const active = facets.filter((facet) => filter[facet].length > 0)
  const { data } = useQuery({ ...galleryFacetsQuery(team, projectId), enabled: isAsked || active.length > 0 })

  const toggle = (facet: Facet, value: string) => {
    const now = filter[facet].map(String)
    const next = now.includes(value) ? now.filter((other) => other !== value) : [...now, value]
    onFilter({ [facet]: facet === "shots" ? next.map(Number) : next })
  }
  const choices = (facet: Facet): MenuEntry[] =>
    (data?.[facet] ?? []).map(({ value, label, count }) => ({
      kind: "choice",
      label: facet === "statuses" ? capital(label) : label,
      checked: filter[facet].map(String).includes(value),
      detail: countWords(count),
      onSelect: () => toggle(facet, value),
    }))
  const flags: MenuEntry[] = [
    { kind: "choice", label: "Picked only", checked: filter.picked, onSelect: () => onFilter({ picked: !filter.picked }) },
    { kind: "choice", label: "Trash", checked: filter.trash, onSelect: () => onFilter({ trash: !filter.trash }) },
  ]
  const every: MenuEntry[] = facets.flatMap((facet): MenuEntry[] => {
    const entries = choices(facet)
    return entries.length === 0 ? [] : [{ kind: "heading", label: facetNames[facet] }, ...entries, { kind: "separator" }]
  })
  const named = (facet: Facet) => {
    const labels = filter[facet]
      .map(String)
      .map((value) => data?.[facet].find((entry) => entry.value === value)?.label ?? value)
    return labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(", ")
  }

  return (
    <fieldset aria-label="Filters" className="contents" onPointerEnter={() => setAsked(true)} onFocus={() => setAsked(true)}>
      {active.map((facet) => (
        <ActiveChip key={facet} name={facetNames[facet]} value={named(facet)} onClear={() => onFilter({ [facet]: [] })} />
      ))}
      {filter.picked && <ActiveChip value="Picked only" onClear={() => onFilter({ picked: false })} />}
      {filter.trash && <ActiveChip value="Trash" onClear={() => onFilter({ trash: false })} />}
      {facets
        .filter((facet) => filter[facet].length === 0)
        .map((facet) => (
          <Menu
            key={facet}
            label={facetNames[facet]}
            entries={data ? choices(facet) : [{ label: "Counting…", blocked: "a moment" }]}
            onOpenChange={(open) => open && setAsked(true)}
            trigger={(menu) => (
              <button type="button" {...menu} className={cx(quietChip, chipClass[facet])}>
                {facetNames[facet]}
                <ChevronDown aria-hidden="true" className="size-3! text-ink-3" />
              </button>
            )}
          />
        ))}
      <Menu
        label="More filters"
        entries={() => [...every, ...flags]}
        onOpenChange={(open) => open && setAsked(true)}
        trigger={(menu) => (
          <button type="button" {...menu} className={quietChip}>
            <SlidersHorizontal aria-hidden="true" className="hidden size-3.5! max-sm:block" />
            <span className="max-sm:hidden">More</span>
            <span className="sm:hidden">Filters</span>
            <ChevronDown aria-hidden="true" className="size-3! text-ink-3 max-sm:hidden" />
          </button>
        )}
      />
    </fieldset>
  )
}

function ActiveChip({ name, value, onClear }: { name?: string; value: string; onClear: () => void }) {
  return (
    <button
      type="button"
      aria-label={`Clear ${name ? `${name}: ` : ""}${value}`}
      onClick={onClear}
      className={cx(chip, "bg-selected text-ink shadow-segment")}
    >
      {name && <span className="text-ink-2 max-sm:hidden">{name}</span>}
      <span className="max-w-40 truncate">{value}</span>
      <X aria-hidden="true" className="size-3! text-ink-2" />
    </button>
  )
}

function capital(word: string) {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
