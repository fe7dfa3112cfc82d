import type { PollingPlan } from "@/lib/providers/provider"

/** In the sandbox clips are made in seconds: looks are this much closer together than at the vendor itself. */
export const sandboxPollScale = 0.2

/** Where a callback is expected, looks only stand behind it and come this much later. */
const behindCallback = 2

/** For a job whose vendor cannot be reached at all, because the key is gone. */
export const withoutVendor: PollingPlan = {
  firstCheckAfterSeconds: 60,
  everySeconds: 60,
  maxEverySeconds: 600,
  giveUpAfterSeconds: 4 * 3600,
}

/** A job that the vendor says it does not know may still be on its way into its lists. Seconds from acceptance. */
export const lostAfterSeconds = { live: 120, sandbox: 10 }

/** Submits refused before acceptance are sent again this often, over about a quarter of an hour, until a slot is free. */
export const maxSubmitAttempts = 20
/** Downloads are tried again this often, over about ten minutes. */
export const maxIngestAttempts = 10
/** A submit that has had no answer by then counts as cut off. Uploading stills is part of it; some vendors draw while we wait. */
export const submitTimeoutSeconds = { video: 90, frame: 240 }
export const checkTimeoutSeconds = 30
/** A person waits for this one. */
export const cancelTimeoutSeconds = 10

/** Seconds that double from `first` up to `most` with every attempt (counted from 1), each shortened by up to a half at random. */
export function backoffSeconds(attempt: number, first: number, most: number, random = Math.random): number {
  return Math.min(most, first * 2 ** Math.min(attempt - 1, 30)) * (1 - random() / 2)
}

/**
 * When to look again after `attempts` looks (0: just accepted), as seconds from now. Never sooner than the vendor's plan
 * says, growing by half each time up to its bound, and up to a fifth later at random.
 */
export function nextLookSeconds(plan: PollingPlan, hasCallback: boolean, attempts: number, random = Math.random): number {
  const grown = plan.everySeconds * 1.5 ** Math.min(Math.max(0, attempts - 1), 30)
  const seconds = attempts === 0 ? plan.firstCheckAfterSeconds : Math.min(plan.maxEverySeconds, grown)
  return seconds * (hasCallback ? behindCallback : 1) * (1 + random() / 5)
}

/** The moment `seconds` from now. */
export function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000)
}
