import { pairOf } from "@/lib/drills/pair"
import type { ShownPair } from "@/lib/drills/schema"
import { AppError } from "@/lib/errors"
import type { BatchItem } from "@/lib/generations/schema"
import { findModel } from "@/lib/providers/models"
import type { ProviderId } from "@/lib/providers/provider"
import { batchItems } from "@/lib/shots/batch"
import type { FrameView, ShotDraft } from "@/lib/shots/schema"
import { modeOf, revives, type VendorModes } from "@/lib/vendors/modes"

/** What running a drill asks, as the browser sent it and as things stand. */
export type AskedDrill = {
  draft: ShotDraft
  frame: FrameView
  modes: VendorModes
  elsewhere: readonly ProviderId[]
  shown: ShownPair
}

/**
 * What a drill asks of each of its models in both halves, worked out afresh: the browser's prices are only compared. Throws
 * AppError "invalid_input" when a model cannot do both, "conflict" when a price or a mode is no longer the one on the button.
 */
export function drillItems({ draft, frame, modes, elsewhere, shown }: AskedDrill): { words: BatchItem[]; frame: BatchItem[] } {
  for (const id of draft.modelIds) {
    const model = findModel(id)
    if (!model) throw new AppError("invalid_input", `There is no model ${id} any more. Nothing was sent and nothing charged.`)
    const mode = modeOf(modes, model.provider)
    const choices = { isFree: mode === "sandbox", revives: revives(mode, elsewhere, model.provider) }
    const { refusal } = pairOf(model, draft, frame, choices)
    if (refusal) throw new AppError("invalid_input", `${refusal} Nothing was sent and nothing charged.`)
  }
  return {
    words: batchItems({ draft, frames: [], modes, elsewhere, shown: shown.words }),
    frame: batchItems({ draft, frames: [frame], modes, elsewhere, shown: shown.frame }),
  }
}
