import type { VideoModel } from "@/lib/providers/catalogue"
import { type Preflight, preflight } from "@/lib/providers/preflight"
import { retiredWords } from "@/lib/providers/preflight-blocked"
import { toShotAsk } from "@/lib/shots/ask"
import type { FrameView, ShotDraft, ShownPrices, StudioState } from "@/lib/shots/schema"
import { modeOf, revives } from "@/lib/vendors/modes"

/** What one model makes of the form as it stands, and what it asks for it. */
export type Quote = {
  model: VideoModel
  mode: "sandbox" | "live"
  isTicked: boolean
  retired: string | null
  /** True when the next press rehearses a failure with it. */
  isRehearsed: boolean
  checked: Preflight
  /** What one take costs now: 0 in the sandbox. */
  micros: number
}

/** Quotes of every model, in the catalogue's order. `rehearsal` is what sandbox models are sent besides. */
export function quoteAll(
  models: readonly VideoModel[],
  draft: ShotDraft,
  frames: readonly FrameView[],
  modes: StudioState["modes"],
  rehearsal: string | undefined,
  elsewhere: StudioState["elsewhere"],
): Quote[] {
  return models.map((model) => {
    const mode = modeOf(modes, model.provider)
    const text = mode === "sandbox" && rehearsal ? `${draft.text.trim()} ${rehearsal}` : draft.text
    const isRevived = revives(mode, elsewhere, model.provider)
    const choices = { isFree: mode === "sandbox", revives: isRevived }
    const checked = preflight(toShotAsk({ ...draft, text }, frames), model, choices)
    const isTicked = draft.modelIds.includes(model.id)
    return {
      model,
      mode,
      isTicked,
      retired: retiredWords(model, isRevived),
      isRehearsed: mode === "sandbox" && rehearsal !== undefined,
      checked,
      micros: mode === "live" ? checked.priceMicros : 0,
    }
  })
}

/** Everything that stands at the foot: counts, the sum, and what holds the press back. */
export type Bill = {
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
export function billOf(quotes: readonly Quote[], draft: ShotDraft, state: StudioState): Bill {
  const ticked = quotes.filter(({ isTicked }) => isTicked)
  const times = ticked.flatMap(({ model }) => state.expectedSeconds[model.id] ?? [])
  const totalMicros = ticked.reduce((sum, { micros }) => sum + micros, 0) * draft.takesPerModel
  return {
    quotes: ticked,
    takeCount: ticked.length * draft.takesPerModel,
    liveCount: ticked.filter(({ mode }) => mode === "live").length,
    sandboxCount: ticked.filter(({ mode }) => mode === "sandbox").length,
    totalMicros,
    noteCount: ticked.reduce((sum, { checked }) => sum + checked.notes.length, 0),
    expectedSeconds: times.length > 0 ? Math.max(...times) : null,
    blocked: blockedWords(ticked, state, totalMicros),
  }
}

function blockedWords(ticked: readonly Quote[], { mayGenerate, budget }: StudioState, totalMicros: number): string | null {
  if (!mayGenerate) return "Reviewers look, comment and vote. Ask an owner for more."
  if (ticked.length === 0) return "Tick who makes it."
  const cannot = ticked.find(({ checked }) => checked.blocked !== null)
  if (cannot) return cannot.checked.blocked
  if (budget && totalMicros > 0 && totalMicros > budget.leftMicros) return `This is more than is left in ${budget.month}.`
  return null
}

/** What the button promises, for the server to compare. */
export function shownPrices({ quotes }: Bill): ShownPrices {
  return Object.fromEntries(quotes.map(({ model, mode, micros }) => [model.id, { mode, micros }]))
}
