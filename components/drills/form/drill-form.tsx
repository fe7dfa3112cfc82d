"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useDeferredValue, useMemo } from "react"
import { DrillPay } from "@/components/drills/form/drill-pay"
import { FramePicker } from "@/components/drills/form/frame-picker"
import { drillLimits } from "@/components/drills/form/limits"
import { ModelList } from "@/components/drills/form/model-list"
import { TagChoice } from "@/components/drills/form/tag-choice"
import { useDrillForm } from "@/components/drills/form/use-drill-form"
import { useRunDrill } from "@/components/drills/form/use-run-drill"
import { drillBill, quotePairs } from "@/components/drills/quotes"
import { PromptField } from "@/components/prompt/prompt-field"
import { PictureSettings, WordSettings } from "@/components/prompt/shot-settings"
import { useCommands } from "@/components/shell/commands"
import { useStable } from "@/components/studio/use-stable"
import { Field, inputClass, TextField } from "@/components/ui/field"
import { toast } from "@/components/ui/toast"
import { newDrillHref } from "@/lib/drills/queries"
import type { DrillFormState } from "@/lib/drills/schema"
import { allModels, findModel } from "@/lib/providers/models"

/** A new drill: left the one prompt and the still, right who makes both halves and what that costs. */
export function DrillForm({ state }: { state: DrillFormState }) {
  const { team, project, projects, choices, mayGenerate } = state
  const router = useRouter()
  const { values, change, changeDraft } = useDrillForm(team)
  const { name, draft, tags, frame } = values
  const run = useRunDrill(state)
  const limits = useMemo(() => drillLimits(draft.modelIds), [draft.modelIds])
  // Every letter would ask all models anew; the price hangs on no letter.
  const text = useDeferredValue(draft.text)
  const settled = useMemo(() => ({ ...draft, text }), [draft, text])
  const quotes = useMemo(() => quotePairs(allModels, settled, frame, state), [settled, frame, state])
  const bill = useMemo(() => drillBill(quotes, { draft: settled, name, frame }, state), [quotes, settled, name, frame, state])
  const disabled = !mayGenerate

  const press = useStable(() => {
    // The list may be a letter behind what is written; what is sent is not.
    const ticked = quotePairs(
      draft.modelIds.flatMap((id) => findModel(id) ?? []),
      draft,
      frame,
      state,
    )
    const now = drillBill(ticked, { draft, name, frame }, state)
    if (now.blocked) return toast({ title: now.blocked })
    if (now.totalMicros !== bill.totalMicros || now.takeCount !== bill.takeCount) {
      return toast({ title: "The price has just changed. Look at the button and press again" })
    }
    void run.send(values, ticked)
  })
  const tick = useStable((modelId: string, isTicked: boolean) => {
    run.clearRefusal()
    const others = draft.modelIds.filter((id) => id !== modelId)
    changeDraft({ modelIds: isTicked ? [...others, modelId] : others })
  })
  useCommands([{ label: "Run the drill", group: "Drill", keys: "mod+enter", shortcut: "⌘⏎", run: press }])
  const settings = {
    ...{ draft, limits, disabled },
    onChange: (part: Partial<typeof draft>) => {
      run.clearRefusal()
      changeDraft(part)
    },
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_320px] lg:grid-rows-[minmax(0,1fr)_auto] xl:grid-cols-[minmax(0,1fr)_376px]">
      <div className="min-h-0 flex-1 max-lg:overflow-y-auto lg:contents">
        <div className="min-h-0 px-4 pt-5 pb-6 lg:row-span-2 lg:overflow-y-auto lg:px-6">
          <header className="mb-5 max-w-160">
            <h1 className="font-semibold text-20 tracking-[-0.01em]">New drill</h1>
            <p className="text-ink-2">
              One prompt, made twice by each model: from the words alone, and from a first frame. The report lays both side by
              side.
            </p>
          </header>
          <div className="grid items-start gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
            <div className="grid min-w-0 gap-4">
              <div className="grid gap-3 sm:grid-cols-2">
                <TextField
                  label="Name"
                  value={name}
                  maxLength={80}
                  autoComplete="off"
                  disabled={disabled}
                  onChange={(event) => change({ name: event.target.value })}
                />
                <Field label="Project">
                  {(control) => (
                    <select
                      {...control}
                      className={inputClass}
                      value={project.slug}
                      onChange={(event) => router.replace(newDrillHref(team, event.target.value), { scroll: false })}
                    >
                      {projects.map((one) => (
                        <option key={one.id} value={one.slug}>
                          {one.name}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
              </div>
              <Part title="Prompt">
                <PromptField
                  value={draft.text}
                  limit={
                    limits.maxPromptCharacters && {
                      max: limits.maxPromptCharacters.value,
                      modelName: limits.maxPromptCharacters.causedBy,
                    }
                  }
                  readOnly={disabled}
                  onChange={(text) => settings.onChange({ text })}
                />
                <WordSettings {...settings} />
              </Part>
              <Part title="Picture">
                <PictureSettings {...settings} />
              </Part>
              <Part title="What it puts to the test">
                <TagChoice tags={tags} disabled={disabled} onChange={(next) => change({ tags: next })} />
                <p className="text-12 text-ink-3">Both shots carry these tags; ratings are made per tag.</p>
              </Part>
            </div>
            <FramePicker
              team={team}
              frame={frame}
              choices={choices}
              projectName={project.name}
              disabled={disabled}
              onChange={(next) => {
                run.clearRefusal()
                change({ frame: next })
              }}
            />
          </div>
        </div>
        <section
          aria-label="Who makes it"
          className="min-h-0 border-line bg-panel px-4 pb-3 max-lg:border-t lg:overflow-y-auto lg:border-l"
        >
          <div className="flex h-bar items-center justify-between gap-2">
            <h2 className="font-semibold">Models</h2>
            <span className="text-12 text-ink-3">Prices are of both takes</span>
          </div>
          <ModelList quotes={quotes} expectedSeconds={state.expectedSeconds} disabled={disabled} onTick={tick} />
        </section>
      </div>
      <DrillPay
        bill={bill}
        budget={state.budget}
        refusal={run.refusal}
        isBusy={run.isBusy}
        onRun={press}
        className="border-line lg:border-l"
      />
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-1">
      <h2 className="mb-1 font-medium">{title}</h2>
      {children}
    </section>
  )
}
