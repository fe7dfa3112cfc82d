import type { Bill, Quote } from "@/components/vendors/quote"
import { type Pair, pairMicros, pairNotes, pairOf } from "@/lib/drills/pair"
import { type DrillFormState, maxDrillModels, maxHalfTakes, type ShownPair } from "@/lib/drills/schema"
import type { VideoModel } from "@/lib/providers/catalogue"
import { retiredWords } from "@/lib/providers/preflight-blocked"
import type { FrameView, ShotDraft } from "@/lib/shots/schema"
import { modeOf, revives } from "@/lib/vendors/modes"

/** A quote of both halves together: notes, price and what holds it back are those of the pair. */
export type PairQuote = Quote & { pair: Pair }

type Here = Pick<DrillFormState, "modes" | "elsewhere">

/** What each model makes of the drill as it stands, in the catalogue's order. */
export function quotePairs(models: readonly VideoModel[], draft: ShotDraft, frame: FrameView | null, here: Here): PairQuote[] {
  return models.map((model) => {
    const mode = modeOf(here.modes, model.provider)
    const isRevived = revives(mode, here.elsewhere, model.provider)
    const pair = pairOf(model, draft, frame, { isFree: mode === "sandbox", revives: isRevived })
    const priceMicros = pairMicros(pair)
    return {
      ...{ tickId: model.id, model, mode, isTicked: draft.modelIds.includes(model.id), isRehearsed: false, auto: null, pair },
      retired: retiredWords(model, isRevived),
      checked: { request: pair.frame.request, notes: pairNotes(pair), blocked: pair.refusal, priceMicros },
      micros: mode === "live" ? priceMicros : 0,
    }
  })
}

type Asked = { draft: ShotDraft; name: string; frame: FrameView | null }

/** Adds up the ticked quotes, both halves of every take. */
export function drillBill(
  quotes: readonly PairQuote[],
  { draft, name, frame }: Asked,
  state: Pick<DrillFormState, "budget" | "mayGenerate" | "expectedSeconds">,
): Bill {
  const ticked = draft.modelIds.flatMap((id) => quotes.find(({ tickId }) => tickId === id) ?? [])
  const times = ticked.flatMap(({ model }) => state.expectedSeconds[model.id] ?? [])
  const totalMicros = ticked.reduce((sum, { micros }) => sum + micros, 0) * draft.takesPerModel
  return {
    quotes: ticked,
    takeCount: ticked.length * draft.takesPerModel * 2,
    liveCount: ticked.filter(({ mode }) => mode === "live").length,
    sandboxCount: ticked.filter(({ mode }) => mode === "sandbox").length,
    totalMicros,
    noteCount: ticked.reduce((sum, { checked }) => sum + checked.notes.length, 0),
    expectedSeconds: times.length > 0 ? Math.max(...times) : null,
    blocked: blockedWords(ticked, { draft, name, frame }, state, totalMicros),
  }
}

function blockedWords(
  ticked: readonly PairQuote[],
  { draft, name, frame }: Asked,
  { mayGenerate, budget }: Pick<DrillFormState, "budget" | "mayGenerate">,
  totalMicros: number,
): string | null {
  if (!mayGenerate) return "Reviewers look, comment and vote. Ask an owner for more."
  if (name.trim() === "") return "Give the drill a name."
  if (draft.text.trim() === "") return "Write a prompt first."
  if (!frame) return "Add a first frame."
  if (ticked.length === 0) return "Tick who makes it."
  if (ticked.length > maxDrillModels) return `A drill takes at most ${maxDrillModels} models.`
  const perHalf = ticked.length * draft.takesPerModel
  if (perHalf > maxHalfTakes) return `One half may ask for ${maxHalfTakes} takes, this asks for ${perHalf}.`
  const cannot = ticked.find(({ checked }) => checked.blocked !== null)
  if (cannot) return cannot.checked.blocked
  if (budget && totalMicros > 0 && totalMicros > budget.leftMicros) return `This is more than is left in ${budget.month}.`
  return null
}

/** What the button promises of one take, by half, for the server to compare. */
export function shownPair(quotes: readonly PairQuote[]): ShownPair {
  const of = (half: keyof ShownPair) =>
    Object.fromEntries(
      quotes.map(({ tickId, mode, pair }) => [tickId, { mode, micros: mode === "live" ? pair[half].priceMicros : 0 }]),
    )
  return { words: of("words"), frame: of("frame") }
}
