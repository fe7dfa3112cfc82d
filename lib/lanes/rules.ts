import { findVendor, vendors } from "@/lib/providers/vendors"

/** Failures in a row after which a vendor counts as not answering. */
export const failuresUntilDown = 5
/** How long a vendor that does not answer is left alone, doubling from `first` to `most`. The sandbox restarts in seconds. */
export const downSeconds = { live: { first: 20, most: 600 }, sandbox: { first: 2, most: 20 } }
/** How long a lane waits when the vendor does not say for how long, doubling. */
export const busySeconds = { first: 2, most: 60 }
/** A vendor's own word is kept, up to here: a mistake of theirs must not stop a team for days. */
export const mostToldSeconds = 3600
/** After a pause submits go one at a time for so long, so that a long line does not fall upon a vendor that is just back. */
export const carefulSeconds = 60
/** Failures of one press at one vendor, for one cause, after which the rest of it is held. */
export const failuresUntilHeld = 3

/** What of the catalogue the line needs, one row per vendor. Seconds; null: not limited. */
export type LaneLimits = {
  provider: string
  jobs: number | null
  perModel: boolean
  /** From one submit to the next, on average. */
  intervalSeconds: number | null
  /** How much of the minute's submits may go at once, as seconds of the average. */
  burstSeconds: number | null
}

/**
 * The vendors' published limits. A rate of N per minute is kept as a quarter of it at once and the rest spread evenly, so
 * that no window of a minute sees more than N.
 */
export function laneLimits(): LaneLimits[] {
  return vendors.map(({ id, limits }) => {
    const pace = limits.submitsPerMinute === null ? null : paceOf(limits.submitsPerMinute)
    return {
      provider: id,
      jobs: limits.concurrentJobs,
      perModel: limits.perModel ?? false,
      intervalSeconds: pace?.interval ?? null,
      burstSeconds: pace?.burst ?? null,
    }
  })
}

/** The average pause between submits, and how much of a minute may go at once, of so many submits per minute. Seconds. */
export function paceOf(perMinute: number): { interval: number; burst: number } {
  const atOnce = Math.max(1, Math.floor(perMinute / 4))
  const interval = 60 / (atOnce > 1 ? perMinute - atOnce : perMinute)
  return { interval, burst: interval * atOnce }
}

/** Vendors at which generations may wait for one another: whoever leaves one, or its line, makes room. */
export function vendorsWithLimits(): string[] {
  return vendors.filter(({ limits }) => limits.concurrentJobs !== null || limits.submitsPerMinute !== null).map(({ id }) => id)
}

/** A lane's model: "" where all models of the vendor share one. */
export function laneModel({ provider, model }: { provider: string; model: string }): string {
  return findVendor(provider)?.limits.perModel ? model : ""
}
