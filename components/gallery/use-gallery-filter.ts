"use client"

import { createParser, parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs"
import { useMemo } from "react"
import type { GalleryFilter } from "@/lib/galleries/schema"
import { takeStatuses } from "@/lib/takes/schema"

export const groupings = ["shot", "day"] as const
export type Grouping = (typeof groupings)[number]
export const densities = ["dense", "large"] as const
export type Density = (typeof densities)[number]

/** "1" in the address, or nothing. */
const flag = createParser({ parse: (text) => text === "1", serialize: () => "1" }).withDefault(false)

/** What the address says about the filter; names and form as lib/galleries/params.ts writes them. */
const filterParsers = {
  search: parseAsString.withDefault(""),
  vendors: parseAsArrayOf(parseAsString).withDefault([]),
  models: parseAsArrayOf(parseAsString).withDefault([]),
  statuses: parseAsArrayOf(parseAsStringLiteral(takeStatuses)).withDefault([]),
  shots: parseAsArrayOf(parseAsInteger).withDefault([]),
  tags: parseAsArrayOf(parseAsString).withDefault([]),
  authors: parseAsArrayOf(parseAsString).withDefault([]),
  picked: flag,
  trash: flag,
}

const viewParsers = {
  group: parseAsStringLiteral(groupings).withDefault("shot"),
  size: parseAsStringLiteral(densities).withDefault("dense"),
}

/** The gallery's filter in the address: a filtered gallery can be sent to a colleague. Going back undoes a choice. */
export function useGalleryFilter() {
  const [state, setState] = useQueryStates(filterParsers, { history: "push", scroll: false, shallow: true })
  const key = JSON.stringify(state)
  // Nuqs makes new arrays each time; the key tells what changed.
  const filter = useMemo<GalleryFilter>(() => state, [key])
  return { filter, setFilter: setState }
}

/** How the gallery is laid out, in the address too. */
export function useGalleryView() {
  const [view, setView] = useQueryStates(viewParsers, { history: "replace", scroll: false, shallow: true })
  return { ...view, setView }
}

/** Lists that something is chosen in, and flags that are set. */
export function countActive(filter: GalleryFilter): number {
  const lists = [filter.vendors, filter.models, filter.statuses, filter.shots, filter.tags, filter.authors]
  return (
    lists.filter((list) => list.length > 0).length + [filter.picked, filter.trash, filter.search !== ""].filter(Boolean).length
  )
}
