"use client"

import { useQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { useLiveEvent } from "@/components/live/use-live-event"
import { HeldQuestion } from "@/components/studio/held-question"
import { ShotForm } from "@/components/studio/shot-form"
import { ShotsStrip } from "@/components/studio/shots-strip"
import { StudioTakes } from "@/components/studio/studio-takes"
import { useDraft } from "@/components/studio/use-draft"
import { useFramesAnywhere } from "@/components/studio/use-frames-anywhere"
import { useGenerate } from "@/components/studio/use-generate"
import { useNewShot } from "@/components/studio/use-new-shot"
import { useSelection } from "@/components/studio/use-selection"
import { useStable } from "@/components/studio/use-stable"
import { useStudioCommands } from "@/components/studio/use-studio-commands"
import { useTakeActions } from "@/components/studio/use-take-actions"
import { cx } from "@/components/ui/cx"
import { later } from "@/components/ui/later"
import { Tabs } from "@/components/ui/tabs"
import { toastFailure } from "@/components/ui/toast"
import { GenerateButton, Pay } from "@/components/vendors/pay"
import { billOf, quoteAll, quoteAutos } from "@/components/vendors/quote"
import { RehearseMenu } from "@/components/vendors/rehearse-menu"
import { useReuse } from "@/components/vendors/use-reuse"
import { VendorList } from "@/components/vendors/vendor-list"
import { plural } from "@/lib/format"
import { allModels } from "@/lib/providers/models"
import { studioQuery } from "@/lib/shots/queries"
import type { StudioState } from "@/lib/shots/schema"
import { shotTakesQuery } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

const TakePlayer = later(() => import("@/components/takes/take-player"))
const SuccessorDialog = later(() => import("@/components/takes/successor-dialog"))

type Panel = "shot" | "takes" | "vendors"
const panelId = (panel: Panel) => `studio-${panel}`

/** The studio: left the intent, in the middle what came back, right who makes it and what it costs. */
export function Studio({ initial, initialTakes }: { initial: StudioState; initialTakes: TakeView[] }) {
  const { team, project } = initial
  const query = useQuery({ ...studioQuery(team, project.slug, initial.shot), initialData: initial })
  const state = query.data
  const { data: stored } = useQuery({ ...shotTakesQuery(team, initial.shot.id), initialData: initialTakes })
  useLiveEvent((event) => {
    if (event.type === "shot" && event.projectId === project.id) void query.refetch()
  })

  const [panel, setPanel] = useState<Panel>("takes")
  const [rehearsal, setRehearsal] = useState<string | undefined>(undefined)
  const { draft, change, status, conflict, settle } = useDraft(state, (message) =>
    toastFailure("The form is not saved", message),
  )
  const frames = useFramesAnywhere(state)
  const generate = useGenerate(state)
  const takes = useMemo(() => {
    const numbers = new Set(stored.map(({ number }) => number))
    return [...generate.pending.filter(({ number }) => !numbers.has(number)), ...stored].toSorted((a, b) => b.number - a.number)
  }, [stored, generate.pending])
  const { selection, toggle, select } = useSelection(takes)
  const actions = useTakeActions({ team, project: project.slug, shotId: state.shot.id }, selection, select)
  const newShot = useNewShot(team, project.slug)

  const quotes = useMemo(
    () => quoteAll(allModels, draft, state.shot.frames, { modes: state.modes, elsewhere: state.elsewhere }, rehearsal),
    [draft, state.shot.frames, state.modes, rehearsal, state.elsewhere],
  )
  const autos = useMemo(() => quoteAutos(draft, state, rehearsal), [draft, state, rehearsal])
  const bill = useMemo(() => billOf(quotes, autos, draft, state), [quotes, autos, draft, state])
  const reuse = useReuse(state, {
    isSettled: status === "saved" && rehearsal === undefined,
    doneCount: stored.filter((take) => take.status === "succeeded").length,
    untick: (tickId) => change({ modelIds: draft.modelIds.filter((id) => id !== tickId) }),
    show: (takeId) => {
      setPanel("takes")
      select([takeId])
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-take-id="${takeId}"]`)?.focus())
    },
  })
  const press = useStable((clicks: number) => {
    generate.press({ state, draft, takes, bill, rehearsal }, clicks)
    if (bill.blocked === null) setPanel("takes")
  })
  const act = useStable(actions.act)
  const onSelect = useStable(toggle)
  const compare = useStable(() => actions.compare(selection))
  const judge = useStable(() => actions.judge(selection))
  useStudioCommands({
    state,
    generate: () => press(1),
    newShot: state.mayGenerate ? newShot : undefined,
    compare: selection.length > 1 ? compare : undefined,
    judge: selection.length > 1 && state.mayGenerate ? judge : undefined,
    clearSelection: selection.length > 0 ? () => select([]) : undefined,
  })

  const shown = (own: Panel) => cx("flex min-h-0 flex-col", panel !== own && "max-lg:hidden")
  return (
    <>
      <div className="flex-none bg-panel px-3 py-2 lg:hidden">
        <Tabs
          label="Studio"
          value={panel}
          onChange={setPanel}
          panelId={panelId}
          items={[
            { id: "shot", label: "Shot" },
            { id: "takes", label: takes.length > 0 ? `Takes ${takes.length}` : "Takes" },
            { id: "vendors", label: bill.quotes.length > 0 ? `Vendors ${bill.quotes.length}` : "Vendors" },
          ]}
        />
      </div>
      <div
        className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[296px_minmax(0,1fr)_272px] xl:grid-cols-[344px_minmax(0,1fr)_320px]"
        {...frames.anywhere}
      >
        <section id={panelId("shot")} aria-label="Shot" className={cx(shown("shot"), "border-line bg-panel lg:border-r")}>
          <ShotForm
            state={state}
            draft={draft}
            status={status}
            conflict={conflict}
            frames={frames}
            onChange={change}
            onSettle={settle}
          />
        </section>
        <section id={panelId("takes")} aria-label="Takes" className={shown("takes")}>
          {state.holds.map((hold) => (
            <HeldQuestion
              key={`${hold.batchId} ${hold.provider} ${hold.kind}`}
              team={team}
              shotId={state.shot.id}
              hold={hold}
              mayAnswer={state.mayGenerate}
            />
          ))}
          <StudioTakes
            takes={takes}
            versions={state.versions}
            prompt={draft.text}
            selection={selection}
            mayChange={state.mayGenerate}
            onSelect={onSelect}
            onAction={act}
            onCompare={compare}
            onJudge={judge}
            onOpenShot={() => setPanel("shot")}
          />
        </section>
        <section
          id={panelId("vendors")}
          aria-label="Who makes it"
          className={cx(shown("vendors"), "border-line bg-panel lg:border-l")}
        >
          <div className="flex h-bar flex-none items-center justify-between gap-2 px-4 max-lg:h-11">
            <h2 className="font-semibold">Vendors</h2>
            {state.mayGenerate && bill.sandboxCount > 0 && <RehearseMenu value={rehearsal} onChange={setRehearsal} />}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-3 [scrollbar-width:thin]">
            <VendorList
              state={state}
              quotes={quotes}
              autos={autos}
              reuse={reuse}
              ticked={draft.modelIds}
              onTick={(modelIds) => change({ modelIds })}
            />
          </div>
          <Pay bill={bill} budget={state.budget} onGenerate={press} isBusy={generate.isBusy} className="max-lg:hidden" />
        </section>
      </div>
      <ShotsStrip
        team={team}
        project={project.slug}
        shots={state.strip}
        here={state.shot.number}
        onNewShot={state.mayGenerate ? newShot : undefined}
      />
      <div className="flex flex-none items-center gap-3 border-line border-t bg-panel px-4 pt-2.5 pb-[max(10px,env(safe-area-inset-bottom))] lg:hidden">
        <p className="min-w-0 flex-1">
          <span className="block truncate font-medium">
            {bill.quotes.length === 0 ? "No model ticked" : plural(bill.quotes.length, "model")}
          </span>
          <span className="block truncate text-12 text-ink-2">
            {bill.blocked ?? (bill.noteCount === 0 ? "As asked" : plural(bill.noteCount, "pre-flight note"))}
          </span>
        </p>
        <GenerateButton bill={bill} onGenerate={press} isBusy={generate.isBusy} short className="h-11" />
      </div>
      {actions.succeeding && (
        <SuccessorDialog
          team={team}
          project={project.slug}
          take={actions.succeeding}
          onClose={actions.stopSucceeding}
          onMade={actions.refresh}
        />
      )}
      {actions.playing && <TakePlayer take={actions.playing} onClose={actions.stopPlaying} />}
    </>
  )
}
