import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query"
import type { LiveEvent } from "@/lib/events/schema"
import { newestFirst } from "@/lib/galleries/order"
import type { GalleryFilter, GalleryPage } from "@/lib/galleries/schema"
import type { TakeWaiting } from "@/lib/lanes/schema"
import { takeKeys } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

type Pages = InfiniteData<GalleryPage, string | null>

/** Brings every cache of the team's takes up to date with one live event. Caches that hold nothing of it are left as they are. */
export function applyLiveEvent(client: QueryClient, team: string, event: LiveEvent) {
  for (const query of client.getQueryCache().findAll({ queryKey: takeKeys.team(team) })) {
    if (query.state.data === undefined) continue
    const patched = patchCache(query.queryKey, query.state.data, event)
    if (patched !== query.state.data) client.setQueryData(query.queryKey, patched)
  }
}

/** What a cache under `key` holds after the event; the same object when nothing changed. */
export function patchCache(key: QueryKey, data: unknown, event: LiveEvent): unknown {
  const [, , kind, subject, part, filter] = key
  if (event.type === "line") return patchLine(kind, part, data, event.waiting)
  if (kind === "shot") return patchShot(data as TakeView[], String(subject), event)
  if (kind === "comparison" && event.type === "take") return replace(data as TakeView[], event.take)
  if (kind === "gallery" && part === "pages") {
    return patchGallery(data as Pages, String(subject), filter as GalleryFilter, event)
  }
  return data
}

/** A screen's queued takes with their new places. Nothing else of them has changed. */
function patchLine(kind: unknown, part: unknown, data: unknown, waiting: Record<string, TakeWaiting>): unknown {
  const move = (takes: TakeView[]) => {
    const isMoved = (take: TakeView) =>
      take.status === "queued" && JSON.stringify(take.waiting) !== JSON.stringify(waiting[take.id] ?? null)
    if (!takes.some(isMoved)) return takes
    return takes.map((take) => (isMoved(take) ? { ...take, waiting: waiting[take.id] ?? null } : take))
  }
  if (kind === "shot" || kind === "comparison") return move(data as TakeView[])
  return kind === "gallery" && part === "pages" ? mapPages(data as Pages, move) : data
}

function patchShot(takes: TakeView[], shotId: string, event: LiveEvent): TakeView[] {
  if (event.type === "take_removed") return without(takes, event.takeId)
  if (event.type !== "take" || event.take.shotId !== shotId) return takes
  const { take } = event
  if (takes.some(({ id }) => id === take.id)) return replace(takes, take)
  return [...takes, take].sort((a, b) => b.number - a.number)
}

function patchGallery(pages: Pages, projectId: string, filter: GalleryFilter, event: LiveEvent): Pages {
  if (event.type === "take_removed") {
    return filter.trash ? pages : mapPages(pages, (takes) => without(takes, event.takeId))
  }
  if (event.type !== "take" || event.take.projectId !== projectId) return pages
  const { take } = event
  const isHeld = pages.pages.some((page) => page.takes.some(({ id }) => id === take.id))
  if (filter.trash) return isHeld ? mapPages(pages, (takes) => without(takes, take.id)) : pages
  if (!meetsFilter(take, filter)) return isHeld ? mapPages(pages, (takes) => without(takes, take.id)) : pages
  if (isHeld) return mapPages(pages, (takes) => replace(takes, take))
  // What the search found, and which shots have a tag, is known to the server alone: a take that is not here yet may not belong.
  return filter.search || filter.tags.length > 0 ? pages : insert(pages, take)
}

/** Whether a take belongs under a filter, as far as its view tells (the words of its prompt and its shot's tags it does not). */
export function meetsFilter(take: TakeView, filter: GalleryFilter): boolean {
  const among = <Value>(asked: readonly Value[], value: Value) => asked.length === 0 || asked.includes(value)
  return (
    among(filter.vendors, take.provider) &&
    among(filter.models, take.modelId) &&
    among(filter.statuses, take.status) &&
    among(filter.shots, take.shotNumber) &&
    among(filter.authors, take.author.id) &&
    (!filter.picked || take.isPicked)
  )
}

/** Puts a take where its age says, in the page that covers it; behind the last loaded page it will be read in its turn. */
function insert(pages: Pages, take: TakeView): Pages {
  const isNewer = (other: TakeView) => newestFirst(take, other) < 0
  const index = pages.pages.findIndex((page) => page.takes.some(isNewer) || page.next === null)
  if (index < 0) return pages
  return {
    ...pages,
    pages: pages.pages.map((page, at) => {
      if (at !== index) return page
      const place = page.takes.findIndex(isNewer)
      return { ...page, takes: place < 0 ? [...page.takes, take] : page.takes.toSpliced(place, 0, take) }
    }),
  }
}

function mapPages(pages: Pages, change: (takes: TakeView[]) => TakeView[]): Pages {
  let changed = false
  const next = pages.pages.map((page) => {
    const takes = change(page.takes)
    if (takes === page.takes) return page
    changed = true
    return { ...page, takes }
  })
  return changed ? { ...pages, pages: next } : pages
}

function replace(takes: TakeView[], take: TakeView): TakeView[] {
  return takes.some(({ id }) => id === take.id) ? takes.map((other) => (other.id === take.id ? take : other)) : takes
}

function without(takes: TakeView[], takeId: string): TakeView[] {
  return takes.some(({ id }) => id === takeId) ? takes.filter(({ id }) => id !== takeId) : takes
}
