"use client"

import { useQuery } from "@tanstack/react-query"
import { useId, useState } from "react"
import { FrameJobs } from "@/components/frames/frame-jobs"
import { useMakeFrames } from "@/components/frames/use-make-frames"
import { useLiveEvent } from "@/components/live/use-live-event"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog } from "@/components/ui/dialog"
import { Field, inputClass, TextAreaField } from "@/components/ui/field"
import { Segment } from "@/components/ui/segment"
import { Stepper } from "@/components/ui/stepper"
import { madeFramesQuery } from "@/lib/made-frames/queries"
import { frameSizes, maxFramesAtOnce } from "@/lib/made-frames/schema"
import { frameFlight } from "@/lib/providers/frame-preflight"
import { allFrameModels } from "@/lib/providers/models"
import { vendorName } from "@/lib/providers/names"
import { dollars } from "@/lib/providers/price"
import { toShotAsk } from "@/lib/shots/ask"
import { aspectRatios, type ShotDraft, type StudioState } from "@/lib/shots/schema"
import { modeOf } from "@/lib/vendors/modes"

const offered = allFrameModels.filter(({ lifecycle }) => lifecycle.state !== "retired")

type Props = { state: StudioState; draft: ShotDraft; onClose: () => void }

/** Stills from words: describe, choose who draws, and put what came back into a well. */
export default function MakeFrameDialog({ state, draft, onClose }: Props) {
  const { team, shot, modes } = state
  const [prompt, setPrompt] = useState(draft.text)
  const [modelId, setModelId] = useState((offered.find(({ maxCount }) => maxCount >= 2) ?? offered[0])?.id ?? "")
  const [aspectRatio, setAspectRatio] = useState(draft.settings.aspectRatio)
  const [size, setSize] = useState<(typeof frameSizes)[number]>("1k")
  const [count, setCount] = useState(2)
  const references = toShotAsk(draft, shot.frames).frames.references
  const [withReferences, setWithReferences] = useState(references.length > 0)
  const referencesId = useId()
  const jobs = useQuery(madeFramesQuery(team, shot.id))
  useLiveEvent((event) => {
    if (event.type === "shot" && event.shotId === shot.id) void jobs.refetch()
  })
  const { isBusy, refusal, make } = useMakeFrames(team, () => void jobs.refetch())

  const model = offered.find(({ id }) => id === modelId)
  if (!model) return null
  const mode = modeOf(modes, model.provider)
  const ask = { prompt, aspectRatio, size, count, seed: null, references: withReferences ? references : [] }
  const flight = frameFlight(ask, model)
  const micros = mode === "live" ? flight.priceMicros : 0
  const price = mode === "live" ? dollars(micros) : "free"
  const press = () =>
    make({ shotId: shot.id, modelId, prompt, aspectRatio, size, count, withReferences, shown: { mode, micros } })

  return (
    <Dialog title="Make a frame" onClose={onClose} className="w-[760px]!">
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          press()
        }}
      >
        <TextAreaField
          label="Describe the frame"
          value={prompt}
          maxLength={32_000}
          data-autofocus
          onChange={(event) => setPrompt(event.target.value)}
        />
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          <Field label="Model" className="min-w-56 flex-1">
            {(control) => (
              <select {...control} className={inputClass} value={modelId} onChange={(event) => setModelId(event.target.value)}>
                {offered.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}, {vendorName(one.provider)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Ratio">
            {(control) => (
              <select
                {...control}
                className={inputClass}
                value={aspectRatio}
                onChange={(event) => setAspectRatio(event.target.value as typeof aspectRatio)}
              >
                {aspectRatios.map((ratio) => (
                  <option key={ratio}>{ratio}</option>
                ))}
              </select>
            )}
          </Field>
          <Segment
            label="Frame size"
            options={frameSizes.map((value) => ({ value, label: value.toUpperCase() }))}
            value={size}
            onChange={setSize}
          />
          <Stepper label="How many frames" value={count} min={1} max={maxFramesAtOnce} onChange={setCount} />
        </div>
        {references.length > 0 && (
          <div className="flex items-center gap-2 text-ink-2">
            <Checkbox
              id={referencesId}
              checked={withReferences}
              onChange={(event) => setWithReferences(event.target.checked)}
            />
            <label htmlFor={referencesId}>With this shot's reference images</label>
          </div>
        )}
        <div className="flex items-center justify-between gap-3">
          <p role="status" className={refusal ? "text-12 text-stop" : "text-12 text-ink-3"}>
            {refusal ?? flight.blocked ?? flight.notes.join(" ")}
          </p>
          <Button type="submit" variant="primary" disabled={isBusy || flight.blocked !== null}>
            Make {flight.request.count === 1 ? "1 frame" : `${flight.request.count} frames`}, {price}
          </Button>
        </div>
      </form>
      <FrameJobs team={team} shotId={shot.id} jobs={jobs.data ?? []} />
    </Dialog>
  )
}
