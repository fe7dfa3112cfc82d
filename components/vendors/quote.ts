import { policyFactsOf } from "@/components/vendors/policy-facts"
import { resolveAutos } from "@/lib/policies/resolve"
import { type PolicyId, policyOf } from "@/lib/policies/schema"
import type { VideoModel } from "@/lib/providers/catalogue"
import { type Preflight, preflight } from "@/lib/providers/preflight"
import { retiredWords } from "@/lib/providers/preflight-blocked"
import type { ShotAsk } from "@/lib/providers/preflight-types"
import { toShotAsk } from "@/lib/shots/ask"
import type { FrameView, ShotDraft, ShownPrices, StudioState } from "@/lib/shots/schema"
import { modeOf, revives } from "@/lib/vendors/modes"

/** What one model makes of the form as it stands, and what it asks for it. */
export type Quote = {
  /** What stands for it among the ticked: the model's id, or "auto:<policy>". */
  tickId: string
  model: VideoModel
  mode: "sandbox" | "live"
  isTicked: boolean
  retired: string | null
  /** True when the next press rehearses a failure with it. */
  isRehearsed: boolean
  checked: Preflight
  /** What one take costs now: 0 in the sandbox. */
  micros: number
  /** How a policy came to it; null when it stands for itself. */
  auto: { policy: PolicyId; why: string } | null
}

/** What "Auto" comes to. `quote` is null when no model can do the shot; `why` then says so. */
export type AutoQuote = { tickId: string; policy: PolicyId; why: string; quote: Quote | null }

type Here = Pick<StudioState, "modes" | "elsewhere">

/** Quotes of every model, in the catalogue's order. `rehearsal` is what sandbox models are sent besides. */
export function quoteAll(
  models: readonly VideoModel[],
  draft: ShotDraft,
  frames: readonly FrameView[],
  here: Here,
  rehearsal: string | undefined,
): Quote[] {
  const ask = toShotAsk(draft, frames)
  const ticked = new Set(draft.modelIds)
  return models.map((model) => quoteOf(model, ask, here, rehearsal, { tickId: model.id, isTicked: ticked.has(model.id) }))
}

/** What every ticked "Auto" comes to now. The server resolves it in the same way. */
export function quoteAutos(draft: ShotDraft, state: StudioState, rehearsal: string | undefined): AutoQuote[] {
  if (!draft.modelIds.some((id) => policyOf(id))) return []
  const autos = resolveAutos(draft.modelIds, toShotAsk(draft, state.shot.frames), policyFactsOf(state))
  return autos.flatMap(({ id: tickId, ranking: { ranked, why } }) => {
    const policy = policyOf(tickId)
    const [chosen] = ranked
    if (!policy) return []
    const quote = chosen
      ? { ...quoteOf(chosen.model, chosen.ask, state, rehearsal, { tickId, isTicked: true }), auto: { policy, why } }
      : null
    return [{ tickId, policy, why, quote }]
  })
}

function quoteOf(
  model: VideoModel,
  ask: ShotAsk,
  { modes, elsewhere }: Here,
  rehearsal: string | undefined,
  tick: Pick<Quote, "tickId" | "isTicked">,
): Quote {
  const mode = modeOf(modes, model.provider)
  const text = mode === "sandbox" && rehearsal ? `${ask.text.trim()} ${rehearsal}` : ask.text
  const isRevived = revives(mode, elsewhere, model.provider)
  const checked = preflight({ ...ask, text }, model, { isFree: mode === "sandbox", revives: isRevived })
  return {
    ...tick,
    model,
    mode,
    retired: retiredWords(model, isRevived),
    isRehearsed: mode === "sandbox" && rehearsal !== undefined,
    checked,
    micros: mode === "live" ? checked.priceMicros : 0,
    auto: null,
  }
}

/** Everything that stands at the foot: counts, the sum, and what holds the press back. */
export type Bill = {
  /** In the order in which they were ticked, which is the order of the takes. */
  quotes: readonly Quote[]
  takeCount: number
  liveCount: number
  sandboxCount: number
  totalMicros: number
  noteCount: number
  /** The longest of the ticked models' expected times; null without any history. */
  expectedSeconds: number | null
  /** Why Generate cannot be pressed, as a sentence; null when it can. */
  blocked: string | null
}

/** Adds up the ticked quotes. */
export function billOf(quotes: readonly Quote[], autos: readonly AutoQuote[], draft: ShotDraft, state: StudioState): Bill {
  const all = [...quotes, ...autos.flatMap(({ quote }) => quote ?? [])]
  const byTick = new Map(all.map((quote) => [quote.tickId, quote]))
  const ticked = [...new Set(draft.modelIds)].flatMap((id) => byTick.get(id) ?? [])
  const times = ticked.flatMap(({ model }) => state.expectedSeconds[model.id] ?? [])
  const totalMicros = ticked.reduce((sum, { micros }) => sum + micros, 0) * draft.takesPerModel
  const unresolved = autos.find(({ quote }) => quote === null)
  return {
    quotes: ticked,
    takeCount: ticked.length * draft.takesPerModel,
    liveCount: ticked.filter(({ mode }) => mode === "live").length,
    sandboxCount: ticked.filter(({ mode }) => mode === "sandbox").length,
    totalMicros,
    noteCount: ticked.reduce((sum, { checked }) => sum + checked.notes.length, 0),
    expectedSeconds: times.length > 0 ? Math.max(...times) : null,
    blocked: blockedWords(ticked, unresolved, state, totalMicros),
  }
}

function blockedWords(
  ticked: readonly Quote[],
  unresolved: AutoQuote | undefined,
  { mayGenerate, budget }: StudioState,
  totalMicros: number,
): string | null {
  if (!mayGenerate) return "Reviewers look, comment and vote. Ask an owner for more."
  if (unresolved) return unresolved.why
  if (ticked.length === 0) return "Tick who makes it."
  const cannot = ticked.find(({ checked }) => checked.blocked !== null)
  if (cannot) return cannot.checked.blocked
  if (budget && totalMicros > 0 && totalMicros > budget.leftMicros) return `This is more than is left in ${budget.month}.`
  return null
}

/** What the button promises, for the server to compare. */
export function shownPrices({ quotes }: Bill): ShownPrices {
  return Object.fromEntries(
    quotes.map(({ tickId, model, mode, micros, auto }) => [tickId, { mode, micros, ...(auto && { modelId: model.id }) }]),
  )
}
