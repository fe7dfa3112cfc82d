import type { VendorMode } from "@/lib/generated/prisma/enums"

/** What the ledger and the shots know of one model in one mode. Money in micro-dollars; in the sandbox it is test money at list price. */
export type ModelMoney = {
  model: string
  mode: VendorMode
  /** Finished takes, the seconds they last, and what these were charged. */
  takes: number
  deliveredSeconds: number
  deliveredMicros: number
  /** Everything that was charged, failures too. */
  chargedMicros: number
  picked: number
  /** Per picked take: with how many wordings of its shot the model had been asked until then. */
  versionsUntilPick: readonly number[]
}

/** How long a model takes, Generate to stored, from the team's own history. */
export type ModelTime = { model: string; mode: VendorMode; takes: number; halfSeconds: number; nineOfTenSeconds: number }

export type CostLine = {
  model: string
  /** True where there is no live take, and the price is the list's. */
  isListPrice: boolean
  perSecondMicros: number | null
  takes: number
  picked: number
  takesPerPick: number | null
  costPerPickMicros: number | null
  /** What live takes were charged of which none was finished; the figures beside it are the sandbox's then. */
  chargedInVainMicros: number
  time: { takes: number; halfSeconds: number; nineOfTenSeconds: number } | null
  /** Prompt versions until a take was picked, over the shots whose picked take is the model's. */
  versions: { mean: number; least: number; most: number; shots: number } | null
}

/**
 * One line per model that has any facts, the cheapest second first. Live money alone where the model has finished a live take:
 * test money is never added to it. Where it has finished none, what live takes were charged stands apart.
 */
export function costLines(money: readonly ModelMoney[], times: readonly ModelTime[]): CostLine[] {
  const models = [...new Set(money.map(({ model }) => model))]
  return models
    .map((model): CostLine => {
      const own = money.filter((row) => row.model === model)
      const live = own.find(({ mode, takes }) => mode === "live" && takes > 0)
      const facts = live ?? own.find(({ mode }) => mode === "sandbox") ?? own[0]
      const time = times.find((row) => row.model === model && row.mode === facts?.mode)
      const inVain = live ? 0 : (own.find(({ mode }) => mode === "live")?.chargedMicros ?? 0)
      return { ...lineOf(model, facts, time), chargedInVainMicros: inVain }
    })
    .sort((a, b) => (a.perSecondMicros ?? Infinity) - (b.perSecondMicros ?? Infinity) || (a.model < b.model ? -1 : 1))
}

function lineOf(model: string, facts: ModelMoney | undefined, time: ModelTime | undefined) {
  const { takes = 0, picked = 0, deliveredSeconds = 0, deliveredMicros = 0, chargedMicros = 0 } = facts ?? {}
  const versions = facts?.versionsUntilPick ?? []
  return {
    model,
    isListPrice: facts?.mode === "sandbox",
    perSecondMicros: deliveredSeconds > 0 ? Math.round(deliveredMicros / deliveredSeconds) : null,
    takes,
    picked,
    takesPerPick: picked > 0 ? takes / picked : null,
    costPerPickMicros: picked > 0 ? Math.round(chargedMicros / picked) : null,
    time: time ? { takes: time.takes, halfSeconds: time.halfSeconds, nineOfTenSeconds: time.nineOfTenSeconds } : null,
    versions:
      versions.length > 0
        ? {
            mean: versions.reduce((sum, count) => sum + count, 0) / versions.length,
            least: Math.min(...versions),
            most: Math.max(...versions),
            shots: versions.length,
          }
        : null,
  }
}

export type PricedRating = { model: string; rating: number; low: number; high: number; perSecondMicros: number }
export type FrontPoint = PricedRating & { isOnFront: boolean }

/** Which models nobody beats on both price and rating: cheapest first. Equal in both are on it together. */
export function priceFront(points: readonly PricedRating[]): FrontPoint[] {
  const beats = (one: PricedRating, other: PricedRating) =>
    one.perSecondMicros <= other.perSecondMicros &&
    one.rating >= other.rating &&
    (one.perSecondMicros < other.perSecondMicros || one.rating > other.rating)
  return points
    .map((point) => ({ ...point, isOnFront: !points.some((other) => beats(other, point)) }))
    .sort((a, b) => a.perSecondMicros - b.perSecondMicros || b.rating - a.rating)
}
