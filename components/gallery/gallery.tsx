"use client"

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useCallback, useMemo, useRef, useState } from "react"
import { FilterBar } from "@/components/gallery/filter-bar"
import { GalleryEmpty, NothingFound } from "@/components/gallery/gallery-empty"
import { RunHead } from "@/components/gallery/run-head"
import { SelectionBar } from "@/components/gallery/selection-bar"
import { useGalleryCommands } from "@/components/gallery/use-gallery-commands"
import { countActive, useGalleryFilter, useGalleryView } from "@/components/gallery/use-gallery-filter"
import { useTakeActions } from "@/components/gallery/use-take-actions"
import { Wall } from "@/components/gallery/wall"
import { useLiveEvent } from "@/components/live/use-live-event"
import { useNewShot } from "@/components/studio/use-new-shot"
import { useSelection } from "@/components/studio/use-selection"
import type { TakeAction } from "@/components/takes/take-actions"
import { TakeCard } from "@/components/takes/take-card"
import { makeSource } from "@/components/takes/take-source"
import { later } from "@/components/ui/later"
import { toast } from "@/components/ui/toast"
import type { GalleryFilter, GalleryPage } from "@/lib/galleries/schema"
import type { StripShot } from "@/lib/shots/schema"
import { galleryQuery, takeKeys } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

const TakePlayer = later(() => import("@/components/takes/take-player"))
const ImportDialog = later(() => import("@/components/imports/import-dialog"))
const SuccessorDialog = later(() => import("@/components/takes/successor-dialog"))

export type GalleryProps = {
  team: string
  project: { id: string; slug: string }
  /** The first page under `initialFilter`, read on the server. */
  initialPage: GalleryPage
  initialFilter: GalleryFilter
  shots: readonly StripShot[]
  mayChange: boolean
  isAllSandbox: boolean
}

type Pages = InfiniteData<GalleryPage, string | null>

/** Every take of a project, newest first, kept true by live events. */
export function Gallery({ team, project, initialPage, initialFilter, shots, mayChange, isAllSandbox }: GalleryProps) {
  const client = useQueryClient()
  const router = useRouter()
  const { filter, setFilter } = useGalleryFilter()
  const { group, size, setView } = useGalleryView()
  const isInitial = JSON.stringify(filter) === JSON.stringify(initialFilter)
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, isError, refetch } = useInfiniteQuery({
    ...galleryQuery(team, project.id, filter),
    ...(isInitial && { initialData: { pages: [initialPage], pageParams: [null] } satisfies Pages }),
  })
  const takes = useMemo(() => data?.pages.flatMap((page) => page.takes) ?? [], [data])
  const { selection, toggle, select } = useSelection(takes)
  const chosen = useMemo(() => new Set(selection), [selection])
  const selected = takes.filter(({ id }) => chosen.has(id))
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const [playing, setPlaying] = useState<TakeView | null>(null)
  const [isImporting, setImporting] = useState(false)
  const [succeeding, setSucceeding] = useState<TakeView | null>(null)
  const acts = useTakeActions(team)
  const newShot = useNewShot(team, project.slug)
  const search = useRef<HTMLInputElement>(null)
  const path = `/${team}/${project.slug}`

  useLiveEvent((event) => {
    if (event.type !== "take" && event.type !== "take_removed") return
    const { projectId } = event.type === "take" ? event.take : event
    if (projectId !== project.id) return
    void client.invalidateQueries({ queryKey: takeKeys.galleryCounts(team, project.id) })
  })

  const compare = (ids: readonly string[]) => router.push(`${path}/compare?takes=${ids.slice(0, 4).join(",")}`)
  const judge = (ids: readonly string[]) => router.push(`/${team}/arena/new?takes=${ids.join(",")}`)
  const askCompare = (take: TakeView) => {
    const ids = [...new Set([...selection, take.id])]
    if (ids.length > 1) return compare(ids)
    select(ids)
    toast({ title: `Take ${take.number} is selected`, text: "Select another to lay beside it, then Compare." })
  }
  const remove = async (some: readonly TakeView[]) => {
    if (await acts.trash(some)) select([])
  }
  const restore = async () => {
    if (await acts.restore(selected)) select([])
  }
  const act = (action: TakeAction, take: TakeView) => {
    const busy: Record<TakeAction, () => unknown> = {
      play: () => setPlaying(take),
      compare: () => askCompare(take),
      pick: () => acts.pick(take),
      unpick: () => acts.unpick(take),
      continue: () => acts.continueFrom(take),
      source: () => makeSource(team, take),
      successor: () => setSucceeding(take),
      cancel: () => acts.cancel(take),
      submit_again: () => acts.submitAgain(take),
      delete: () => remove(chosen.has(take.id) ? selected : [take]),
    }
    if (filter.trash && action !== "play") return toast({ title: "This take is in the trash", text: "Restore it first." })
    void busy[action]()
  }
  // The cards are memoised: they get the same functions for life, which do what was last rendered.
  const latest = useRef({ act, toggle })
  latest.current = { act, toggle }
  const onAction = useCallback((action: TakeAction, take: TakeView) => latest.current.act(action, take), [])
  const onSelect = useCallback((take: TakeView, isRange: boolean) => latest.current.toggle(take, isRange), [])
  const onFocus = useCallback((take: TakeView) => setFocusedId(take.id), [])
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  useGalleryCommands({
    search: () => search.current?.focus(),
    newShot: mayChange ? newShot : undefined,
    compare: selected.length > 1 ? () => compare(selection) : undefined,
    judge: selected.length > 1 && mayChange && !filter.trash ? () => judge(selection) : undefined,
    clear: selected.length > 0 ? () => select([]) : undefined,
    restore: filter.trash && selected.length > 0 ? restore : undefined,
  })

  const rate = (event: React.KeyboardEvent) => {
    const take = takes.find(({ id }) => id === (event.target as HTMLElement).dataset?.takeId)
    if (!take?.clip || filter.trash || !/^[0-5]$/.test(event.key) || event.metaKey || event.ctrlKey || event.altKey) return
    event.preventDefault()
    void acts.rate(take, Number(event.key))
  }

  const importDialog = isImporting && (
    <ImportDialog
      team={team}
      projectId={project.id}
      onClose={() => {
        setImporting(false)
        void client.invalidateQueries({ queryKey: takeKeys.team(team) })
      }}
    />
  )
  if (takes.length === 0 && countActive(filter) === 0 && isInitial) {
    // The dialog stands second here and below: it lives on when the first take arrives behind it.
    return (
      <>
        <GalleryEmpty
          team={team}
          path={path}
          shots={shots}
          onNewShot={mayChange ? newShot : undefined}
          onImport={mayChange ? () => setImporting(true) : undefined}
          isAllSandbox={isAllSandbox}
        />
        {importDialog}
      </>
    )
  }
  const tabStop = takes.some(({ id }) => id === focusedId) ? focusedId : takes[0]?.id
  return (
    <>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <FilterBar
          team={team}
          projectId={project.id}
          filter={filter}
          onFilter={setFilter}
          grouping={group}
          density={size}
          onView={setView}
          search={search}
          onNewShot={mayChange ? newShot : undefined}
          onImport={mayChange ? () => setImporting(true) : undefined}
        />
        <section aria-label="Takes" onKeyDown={mayChange ? rate : undefined} className="flex min-h-0 flex-1 flex-col">
          {takes.length > 0 ? (
            <Wall
              takes={takes}
              grouping={group}
              density={size}
              keptId={focusedId}
              renderHead={(run) => <RunHead takes={run} grouping={group} projectPath={path} />}
              renderTake={(take, { isFirstScreen }) => (
                <TakeCard
                  take={take}
                  isDense
                  isEager={isFirstScreen}
                  isSelected={chosen.has(take.id)}
                  isTabStop={take.id === tabStop}
                  mayChange={mayChange}
                  onAction={onAction}
                  onSelect={onSelect}
                  onFocus={onFocus}
                />
              )}
              onNearEnd={onNearEnd}
            />
          ) : (
            data && <NothingFound isTrash={filter.trash} onClear={() => void setFilter(null)} />
          )}
          {isError && (
            <p role="alert" className="p-4 text-ink-2">
              The takes could not be read.{" "}
              <button type="button" className="underline" onClick={() => void refetch()}>
                Try again
              </button>
            </p>
          )}
        </section>
        {selected.length > 0 && (
          <SelectionBar
            takes={selected}
            isTrash={filter.trash}
            mayChange={mayChange}
            onCompare={() => compare(selection)}
            onJudge={() => judge(selection)}
            onPick={() => selected[0] && act(selected[0].isPicked ? "unpick" : "pick", selected[0])}
            onDelete={() => void remove(selected)}
            onRestore={() => void restore()}
            onClear={() => select([])}
          />
        )}
        {succeeding && (
          <SuccessorDialog
            team={team}
            project={project.slug}
            take={succeeding}
            onClose={() => setSucceeding(null)}
            onMade={() => void client.invalidateQueries({ queryKey: takeKeys.team(team) })}
          />
        )}
        {playing && <TakePlayer take={takes.find(({ id }) => id === playing.id) ?? playing} onClose={() => setPlaying(null)} />}
      </div>
      {importDialog}
    </>
  )
}
