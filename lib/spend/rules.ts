/** "$0.42": always two decimals, rounded to the nearest cent, so that what is under half a cent shows as $0.00. */
export function dollars(micros: number | bigint): string {
  return `$${(Number(micros) / 1_000_000).toFixed(2)}`
}

/** The first moment of the calendar month (UTC) that `now` lies in. */
export function monthStart(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1))
}

/** What is said when a press would go over the month's budget; null when it fits. Micro-dollars. */
export function overBudget(month: { budgetMicros: bigint; usedMicros: bigint; askedMicros: bigint }): string | null {
  if (month.usedMicros + month.askedMicros <= month.budgetMicros) return null
  return (
    `This costs ${dollars(month.askedMicros)}, and ${dollars(month.usedMicros)} of this month's budget of ` +
    `${dollars(month.budgetMicros)} is spent or held. Nothing was sent. Ask for fewer takes, or ask an owner to raise the budget.`
  )
}
