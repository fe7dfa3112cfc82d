import { AppError } from "@/lib/errors"
import type { BatchItem, VersionContent } from "@/lib/generations/schema"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import type { ProviderId } from "@/lib/providers/provider"
import { toShotAsk } from "@/lib/shots/ask"
import type { FrameView, ShotDraft, ShownPrices } from "@/lib/shots/schema"
import { dollars } from "@/lib/spend/rules"
import { modeOf, revives, type VendorModes } from "@/lib/vendors/modes"

const notSent = "Nothing was sent and nothing charged."

/**
 * What a Generate press asks of each ticked model, worked out afresh from the form: the browser's prices are only
 * compared. Throws AppError "invalid_input" when a model cannot do it, "conflict" when the price or the mode is no
 * longer the one that stood on the button.
 */
export function batchItems(press: {
  draft: ShotDraft
  frames: readonly FrameView[]
  modes: VendorModes
  /** Vendors whose key goes to a server of the team's own choice; absent: none. */
  elsewhere?: readonly ProviderId[]
  shown: ShownPrices
  /** Appended to what sandbox models are sent (lib/sandbox/rehearsals.ts). */
  rehearsal?: string | undefined
}): BatchItem[] {
  const { draft, frames, modes, elsewhere = [], shown, rehearsal } = press
  if (draft.modelIds.length === 0) throw new AppError("invalid_input", `Tick at least one model. ${notSent}`)
  return [...new Set(draft.modelIds)].map((modelId) => {
    const model = findModel(modelId)
    if (!model) throw new AppError("invalid_input", `There is no model ${modelId} any more. ${notSent}`)
    const mode = modeOf(modes, model.provider)
    const text = mode === "sandbox" && rehearsal ? `${draft.text.trim()} ${rehearsal}` : draft.text
    const choices = { isFree: mode === "sandbox", revives: revives(mode, elsewhere, model.provider) }
    const checked = preflight(toShotAsk({ ...draft, text }, frames), model, choices)
    if (checked.blocked) throw new AppError("invalid_input", `${checked.blocked} ${notSent}`)
    const priceMicros = checked.priceMicros
    requireShownPrice(model.name, shown[modelId], { mode, micros: mode === "live" ? priceMicros : 0 })
    return { modelId, mode, request: checked.request, notes: checked.notes, priceMicros }
  })
}

function requireShownPrice(
  name: string,
  shown: ShownPrices[string] | undefined,
  now: { mode: "sandbox" | "live"; micros: number },
) {
  if (shown?.mode === now.mode && shown.micros === now.micros) return
  const price = now.mode === "live" ? `costs ${dollars(now.micros)} a take now` : "runs in the sandbox now, and is free"
  throw new AppError("conflict", `${name} ${price}. ${notSent} Look at the new price and press again.`)
}

/** What the press freezes as a version. */
export function versionContent(draft: ShotDraft, frames: readonly FrameView[]): VersionContent {
  return {
    text: draft.text,
    negativePrompt: draft.negativePrompt,
    settings: draft.settings,
    frames: frames.map(({ role, clipId }) => ({ role, clipId })),
  }
}

/** What the person saw in the wells must be what is sent: frames as "role:clipId", in order. */
export function frameKeys(frames: readonly FrameView[]): string[] {
  return frames.map(({ role, clipId }) => `${role}:${clipId}`).sort()
}
