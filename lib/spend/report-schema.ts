import { z } from "zod"

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** What an address asks of the report; what cannot be read is not asked. `month` is one of UTC, "2026-11"; none is all time. */
export const spendChoice = z.object({
  mode: z.enum(["live", "sandbox"]).optional().catch(undefined),
  month: month.optional().catch(undefined),
})
export type SpendChoice = z.infer<typeof spendChoice>

/** Live money and the sandbox's test money are never added up. */
export type SpendPeriod = { mode: "live" | "sandbox"; month: string | null }

/** What ended in the period, in sums. Money in micro-dollars; takes are finished ones, kept those that are picked. */
export type SpendSums = {
  chargedMicros: number
  /** Of that, for what brought nothing: failed, refused, cancelled, lost. */
  inVainMicros: number
  /** Generations that ended, stills among them. */
  ended: number
  takes: number
  kept: number
}

export type SpendLine = SpendSums & { id: string; name: string; href: string | null }

/** A picked take: what it was charged, and what all of its shot was, whenever. */
export type KeptTake = {
  takeId: string
  href: string
  name: string
  projectName: string
  modelName: string
  ownMicros: number
  shotMicros: number
  /** Generations of the shot that ended. */
  shotEnded: number
}

export type SpendReport = SpendPeriod & {
  /** Months that have something in this mode, newest first. */
  months: string[]
  hasBothModes: boolean
  totals: SpendSums
  /** Held now for what is under way. */
  heldMicros: number
  projects: SpendLine[]
  models: SpendLine[]
  kept: KeptTake[]
  /** There are more kept takes than these. */
  isKeptCut: boolean
}

/** "2026-11" → the first moment of the month and of the next, UTC; all time without. */
export function periodOf(month: string | null): { from: Date; to: Date } {
  if (month === null) return { from: new Date(0), to: new Date("9999-01-01T00:00:00Z") }
  const [year = 0, number = 1] = month.split("-").map(Number)
  return { from: new Date(Date.UTC(year, number - 1, 1)), to: new Date(Date.UTC(year, number, 1)) }
}

/** "November 2026". */
export function monthName(month: string): string {
  return periodOf(month).from.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" })
}
