/** What is left of the month's budget, as the price buttons tell it; null when there is no limit. Live money, UTC. */
export type BudgetLeft = { limitMicros: number; leftMicros: number; month: string } | null

/** From the month's summary (lib/spend/data.ts). Micro-dollars. */
export function budgetLeft(
  month: { budgetMicros: number | null; chargedMicros: number; heldMicros: number },
  now = new Date(),
): BudgetLeft {
  if (month.budgetMicros === null) return null
  return {
    limitMicros: month.budgetMicros,
    leftMicros: month.budgetMicros - month.chargedMicros - month.heldMicros,
    month: now.toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" }),
  }
}
