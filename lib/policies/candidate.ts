import type { PolicyId } from "@/lib/policies/schema"
import type { VideoModel } from "@/lib/providers/catalogue"
import { preflight } from "@/lib/providers/preflight"
import type { Preflight, ShotAsk } from "@/lib/providers/preflight-types"
import { listPriceMicros } from "@/lib/providers/price"
import type { VideoRequest } from "@/lib/providers/provider"

/** What is known of a model besides its catalogue entry, here and now. */
export type ModelFacts = {
  mode: "sandbox" | "live"
  /** False where the vendor has neither a key nor a sandbox, or is known to be down. */
  isReachable: boolean
  /** From this installation's own history; null before there is any. */
  expectedSeconds: number | null
  /** Ticked by hand: it makes the shot anyway, so a policy looks among the others. */
  isTicked?: boolean
}

/** A model that can do the shot, with what it would be sent. */
export type Candidate = {
  model: VideoModel
  mode: "sandbox" | "live"
  expectedSeconds: number | null
  /** The ask as the policy puts it: "Cheapest in 4k" asks for 4k, "Longest take" for as long as the model makes. */
  ask: ShotAsk
  checked: Preflight
}

/** Longer than any model makes. */
const asLongAsCanBe = 24 * 3600

/**
 * The model as a policy may choose it, or null: retired, announced to retire, speaks the prompt instead of drawing it,
 * lists no price, or would change something of the shot that counts.
 */
export function candidateOf(asked: ShotAsk, model: VideoModel, facts: ModelFacts, policy: PolicyId): Candidate | null {
  if (model.lifecycle.state !== "active" || model.promptIs === "script") return null
  // Models do different things with a source clip: perform it, edit it, enlarge it. That choice is a person's.
  if (asked.frames.source) return null
  const isFree = facts.mode === "sandbox"
  const ask = adapted(asked, model, policy)
  // A shot without words yet is ranked all the same, so that the form shows a price; it cannot be sent.
  const worded = ask.text.trim() === "" ? { ...ask, text: "…" } : ask
  const { request, blocked } = preflight(worded, model, { isFree })
  if (blocked !== null || !keepsTheShot(request, ask) || listPriceMicros(model, request) === null) return null
  return {
    model,
    mode: facts.mode,
    expectedSeconds: facts.expectedSeconds,
    ask,
    checked: preflight(ask, model, { isFree }),
  }
}

/** What a policy asks for instead of what the form says. */
function adapted(ask: ShotAsk, model: VideoModel, policy: PolicyId): ShotAsk {
  const having = (settings: Partial<ShotAsk["settings"]>): ShotAsk => ({ ...ask, settings: { ...ask.settings, ...settings } })
  switch (policy) {
    case "cheapest_4k":
      return having({ resolution: "4k" })
    case "with_audio":
      return having({ sound: true })
    case "longest_take": {
      const { durationSeconds } = preflight(having({ durationSeconds: asLongAsCanBe }), model).request
      return having({ durationSeconds })
    }
    default:
      return ask
  }
}

/** Nothing that changes the picture or its use is rounded or left out; a seed or a negative prompt may be. */
function keepsTheShot(request: VideoRequest, { settings, frames }: ShotAsk): boolean {
  return (
    request.durationSeconds === settings.durationSeconds &&
    request.resolution === settings.resolution &&
    request.aspectRatio === settings.aspectRatio &&
    (!settings.sound || request.sound === true) &&
    (frames.first === null) === (request.firstFrame === undefined) &&
    (frames.last === null) === (request.lastFrame === undefined) &&
    request.referenceImages.length === frames.references.length
  )
}
