import { AppError } from "@/lib/errors"
import type { BatchItem, VersionContent } from "@/lib/generations/schema"
import type { Candidate } from "@/lib/policies/candidate"
import { type PolicyFacts, resolveAutos } from "@/lib/policies/resolve"
import { policyOf } from "@/lib/policies/schema"
import type { VideoModel } from "@/lib/providers/catalogue"
import { findModel } from "@/lib/providers/models"
import { preflight } from "@/lib/providers/preflight"
import type { ShotAsk } from "@/lib/providers/preflight-types"
import type { ProviderId } from "@/lib/providers/provider"
import { toShotAsk } from "@/lib/shots/ask"
import type { FrameView, ShotDraft, ShownPrices } from "@/lib/shots/schema"
import { dollars } from "@/lib/spend/rules"
import { modeOf, revives, type VendorModes } from "@/lib/vendors/modes"

const notSent = "Nothing was sent and nothing charged."

/** What a Generate press asks, as the browser sent it and as things stand. */
export type AskedPress = {
  draft: ShotDraft
  frames: readonly FrameView[]
  modes: VendorModes
  /** Vendors whose key goes to a server of the team's own choice; absent: none. */
  elsewhere?: readonly ProviderId[]
  shown: ShownPrices
  /** Appended to what sandbox models are sent (lib/sandbox/rehearsals.ts). */
  rehearsal?: string | undefined
  /** What "Auto" goes by; needed where it is ticked. */
  policies?: Omit<PolicyFacts, "modes">
}

/**
 * What a Generate press asks of each ticked model, worked out afresh from the form: the browser's prices are only
 * compared. "Auto" is resolved to the model that its policy chooses now. Throws AppError "invalid_input" when a model cannot
 * do it, "conflict" when the price, the mode or the policy's choice is no longer the one that stood on the button.
 */
export function batchItems(press: AskedPress): BatchItem[] {
  const { draft } = press
  if (draft.modelIds.length === 0) throw new AppError("invalid_input", `Tick at least one model. ${notSent}`)
  const ticked = [...new Set(draft.modelIds)]
  const autos = new Map(autoItems(press, ticked))
  return ticked.map((id) => {
    const auto = autos.get(id)
    if (auto) return auto
    const model = findModel(id)
    if (!model) throw new AppError("invalid_input", `There is no model ${id} any more. ${notSent}`)
    const mode = modeOf(press.modes, model.provider)
    const item = itemFor(press, toShotAsk(draft, press.frames), { model, mode, rehearsal: press.rehearsal })
    requireShownPrice(model.name, press.shown[id], { mode, micros: mode === "live" ? item.priceMicros : 0 })
    return item
  })
}

function itemFor(
  { elsewhere = [] }: AskedPress,
  ask: ShotAsk,
  { model, mode, rehearsal }: { model: VideoModel; mode: "sandbox" | "live"; rehearsal?: string | undefined },
): Omit<BatchItem, "auto"> {
  const text = mode === "sandbox" && rehearsal ? `${ask.text.trim()} ${rehearsal}` : ask.text
  const choices = { isFree: mode === "sandbox", revives: revives(mode, elsewhere, model.provider) }
  const checked = preflight({ ...ask, text }, model, choices)
  if (checked.blocked) throw new AppError("invalid_input", `${checked.blocked} ${notSent}`)
  const { request, notes, priceMicros } = checked
  return { modelId: model.id, mode, request, notes, priceMicros }
}

/** The most vendors that one take of "Auto" is tried at, one after the other. */
const mostVendors = 5

function autoItems(press: AskedPress, ticked: readonly string[]): [string, BatchItem][] {
  const { draft, frames, modes, shown, rehearsal, policies } = press
  if (!policies) return []
  return resolveAutos(ticked, toShotAsk(draft, frames), { ...policies, modes }).map(({ id, ranking }) => {
    const [chosen, ...others] = ranking.ranked
    const policy = policyOf(id)
    if (!chosen || !policy) throw new AppError("invalid_input", `${ranking.why} ${notSent}`)
    const { model, mode, ask } = chosen
    // A rehearsed failure is the first vendor's alone, so that it shows how the take goes on from there.
    const item = itemFor(press, ask, { model, mode, rehearsal })
    const before = shown[id]?.modelId
    if (before !== model.id) {
      throw new AppError("conflict", `Auto chooses ${model.name} now. ${notSent} Look at its price and press again.`)
    }
    requireShownPrice(model.name, shown[id], { mode, micros: mode === "live" ? item.priceMicros : 0 })
    const rest = bestOfOtherVendors(chosen, others).slice(0, mostVendors - 1)
    const alternatives = rest.map((other) => itemFor(press, other.ask, other))
    return [id, { ...item, auto: { policy, why: ranking.why, rest: alternatives } }]
  })
}

/** What keeps one model of a vendor from working (no credit, no key, it is down) keeps its others from it too. */
function bestOfOtherVendors(chosen: Candidate, others: readonly Candidate[]): Candidate[] {
  const seen = new Set([chosen.model.provider])
  return others.filter(({ model, mode }) => {
    if (mode !== chosen.mode || seen.has(model.provider)) return false
    seen.add(model.provider)
    return true
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
