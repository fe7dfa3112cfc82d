"use client"

import { useState } from "react"
import { FrameWells } from "@/components/frames/frame-wells"
import type { useFrames } from "@/components/frames/use-frames"
import { PromptField } from "@/components/prompt/prompt-field"
import { type DraftChange, PictureSettings, WordSettings } from "@/components/prompt/shot-settings"
import { VersionMenu } from "@/components/prompt/version-menu"
import { HistoryButton } from "@/components/studio/history-button"
import { ShotTags } from "@/components/studio/shot-tags"
import type { DraftConflict, DraftStatus } from "@/components/studio/use-draft"
import { Button } from "@/components/ui/button"
import { later } from "@/components/ui/later"
import { toastFailure } from "@/components/ui/toast"
import { formLimits } from "@/lib/providers/form-limits"
import { findModel } from "@/lib/providers/models"
import { restoreFramesAction } from "@/lib/shots/actions"
import type { ShotDraft, StudioState, VersionView } from "@/lib/shots/schema"

const MakeFrameDialog = later(() => import("@/components/frames/make-frame-dialog"))

export type ShotFormProps = {
  state: StudioState
  draft: ShotDraft
  status: DraftStatus
  conflict: DraftConflict | null
  frames: ReturnType<typeof useFrames>
  onChange: DraftChange
  onSettle: (keepMine: boolean) => void
}

/** The intent: words, frames, settings. Offers only what the ticked models accept. */
export function ShotForm({ state, draft, status, conflict, frames, onChange, onSettle }: ShotFormProps) {
  const { shot, team, versions, mayGenerate } = state
  const ticked = draft.modelIds.flatMap((id) => findModel(id) ?? [])
  const limits = formLimits(ticked, {
    hasFirstFrame: shot.frames.some(({ role }) => role === "first"),
    hasReferenceImages: shot.frames.some(({ role }) => role === "reference"),
  })
  const [isMaking, setMaking] = useState(false)
  const prompt = limits.maxPromptCharacters
  const shared = { draft, limits, onChange, disabled: !mayGenerate }

  async function reuse(version: VersionView) {
    onChange({ text: version.text, negativePrompt: version.negativePrompt, settings: version.settings })
    const result = await restoreFramesAction({ team, shotId: shot.id, versionId: version.id }).catch(() => null)
    if (!result?.ok)
      toastFailure("The frames are as they were", result?.error.message ?? "The studio did not answer. Try again.")
  }

  return (
    <>
      <div className="flex h-bar flex-none items-center justify-between gap-2 px-4">
        <h2 className="font-semibold">Prompt</h2>
        <span className="flex items-center gap-1">
          <HistoryButton team={team} project={state.project.slug} shotNumber={shot.number} />
          <VersionMenu versions={versions} draft={draft} frames={shot.frames} disabled={!mayGenerate} onReuse={reuse} />
        </span>
      </div>
      <div className="-mt-1 flex min-h-0 flex-1 flex-col overflow-y-auto px-4 pt-1 pb-3 [scrollbar-width:none] *:flex-shrink-0">
        {conflict && (
          <div
            role="alert"
            className="mb-2 grid gap-2 rounded-control bg-field p-3 shadow-[inset_0_0_0_1px_var(--color-line-strong)]"
          >
            <p>
              <span className="font-medium">This shot was changed elsewhere while you wrote. </span>
              <span className="text-ink-2">Both are kept until you choose.</span>
            </p>
            {conflict.theirs.text !== draft.text && (
              <p className="line-clamp-3 text-12 text-ink-2">Theirs: “{conflict.theirs.text || "no words"}”</p>
            )}
            <div className="flex gap-2">
              <Button size="compact" onClick={() => onSettle(true)}>
                Keep mine
              </Button>
              <Button size="compact" variant="quiet" onClick={() => onSettle(false)}>
                Take theirs
              </Button>
            </div>
          </div>
        )}
        <PromptField
          value={draft.text}
          onChange={(text) => onChange({ text })}
          limit={prompt && { max: prompt.value, modelName: prompt.causedBy }}
          readOnly={!mayGenerate}
        />
        {status === "offline" && (
          <p role="status" className="pt-1 text-12 text-ink-2">
            Not saved yet, kept in this browser. Trying again.
          </p>
        )}
        <div className="pt-1">
          <WordSettings {...shared} />
        </div>
        <Rule />
        <FrameWells
          frames={shot.frames}
          control={frames}
          limits={limits}
          disabled={!mayGenerate}
          onMake={() => setMaking(true)}
        />
        {isMaking && <MakeFrameDialog state={state} draft={draft} onClose={() => setMaking(false)} />}
        <Rule />
        <PictureSettings {...shared} />
        <Rule />
        <ShotTags state={state} />
      </div>
    </>
  )
}

function Rule() {
  return <div aria-hidden="true" className="-mx-4 my-3 h-px bg-line" />
}
