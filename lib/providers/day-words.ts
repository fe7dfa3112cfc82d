const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** "24 Sep 2026" of an ISO date, whatever the reader's time zone. */
export function dayWords(isoDate: string): string {
  const [year, month, day] = isoDate.split("-").map(Number)
  return `${day} ${months[(month ?? 1) - 1]} ${year}`
}

/** True when an ISO date lies before today (UTC). */
export function isPast(isoDate: string, today = new Date()): boolean {
  return isoDate < today.toISOString().slice(0, 10)
}
