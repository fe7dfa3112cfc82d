import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query"
import { galleryParams } from "@/lib/galleries/params"
import type { GalleryFacets, GalleryFilter, GalleryPage, GalleryTotals } from "@/lib/galleries/schema"
import type { TakesMeasures } from "@/lib/takes/measures-schema"
import type { TakeView } from "@/lib/takes/schema"

/** Every key under which takes are cached; all begin with `takeKeys.team(slug)`. */
export const takeKeys = {
  team: (team: string) => ["takes", team] as const,
  shot: (team: string, shotId: string) => ["takes", team, "shot", shotId] as const,
  comparison: (team: string, takeIds: readonly string[]) => ["takes", team, "comparison", takeIds] as const,
  measures: (team: string, takeIds: readonly string[]) => ["takes", team, "measures", takeIds] as const,
  gallery: (team: string, projectId: string, filter: GalleryFilter) =>
    ["takes", team, "gallery", projectId, "pages", filter] as const,
  galleryCounts: (team: string, projectId: string) => ["takes", team, "counts", projectId] as const,
  totals: (team: string, projectId: string, filter: GalleryFilter) =>
    ["takes", team, "counts", projectId, "totals", filter] as const,
  facets: (team: string, projectId: string) => ["takes", team, "counts", projectId, "facets"] as const,
}

/** The takes of a shot that are not in the trash, newest number first; live events keep it true, so it is never stale. */
export function shotTakesQuery(team: string, shotId: string) {
  return queryOptions({
    queryKey: takeKeys.shot(team, shotId),
    queryFn: ({ signal }) => getTakes<TakeView[]>("", { team, shot: shotId }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The takes of one comparison, in the order of the ids. */
export function comparisonQuery(team: string, takeIds: readonly string[]) {
  return queryOptions({
    queryKey: takeKeys.comparison(team, takeIds),
    queryFn: ({ signal }) => getTakes<TakeView[]>("", { team, ids: takeIds.join(",") }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What was measured of up to `mostMeasured` takes, by take id. A take that is not measured yet has no entry. */
export function measuresQuery(team: string, takeIds: readonly string[]) {
  return queryOptions({
    queryKey: takeKeys.measures(team, takeIds),
    queryFn: ({ signal }) => getTakes<TakesMeasures>("/measures", { team, ids: takeIds.join(",") }, signal),
    enabled: takeIds.length > 0,
    staleTime: 60_000,
  })
}

/** A project's takes under a filter, newest first, page by page. */
export function galleryQuery(team: string, projectId: string, filter: GalleryFilter) {
  return infiniteQueryOptions({
    queryKey: takeKeys.gallery(team, projectId, filter),
    queryFn: ({ signal, pageParam }) =>
      getTakes<GalleryPage>("", { team, project: projectId, ...galleryParams(filter), after: pageParam ?? "" }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
}

/** How many takes a filter finds, of how many. */
export function galleryTotalsQuery(team: string, projectId: string, filter: GalleryFilter) {
  return queryOptions({
    queryKey: takeKeys.totals(team, projectId, filter),
    queryFn: ({ signal }) => getTakes<GalleryTotals>("/totals", { team, project: projectId, ...galleryParams(filter) }, signal),
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })
}

/** What the filter menus offer, with counts; asked when a menu opens. */
export function galleryFacetsQuery(team: string, projectId: string) {
  return queryOptions({
    queryKey: takeKeys.facets(team, projectId),
    queryFn: ({ signal }) => getTakes<GalleryFacets>("/facets", { team, project: projectId }, signal),
    staleTime: 10_000,
  })
}

async function getTakes<Answer>(path: string, params: Record<string, string>, signal: AbortSignal): Promise<Answer> {
  const given = Object.entries(params).filter(([, value]) => value !== "")
  const response = await fetch(`/api/takes${path}?${new URLSearchParams(given)}`, { signal })
  if (!response.ok) throw new Error(`Takes could not be read (${response.status}).`)
  return response.json()
}
