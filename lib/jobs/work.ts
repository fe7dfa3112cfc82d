import "server-only"
import type { Presence } from "@/lib/jobs/presence"
import { log } from "@/lib/log"

/** What every job gets from the worker that runs it. */
export type Work = {
  presence: Presence
  /** Aborted when the worker is asked to end: long work that can be taken up again stops. */
  signal: AbortSignal
}

/**
 * A job that moves a generation on is often still letting go of it when the next one is picked up, milliseconds later.
 * Longer than this, in milliseconds, nobody waits.
 */
const pauses = [5, 10, 20, 40, 80, 160, 320]

/**
 * Runs `task` while no other job, in any process, works on this generation. Returns false when one does. So a generation
 * that stands as `submitting` while its lock can be had has lost its worker.
 */
export async function alone(work: Work, generationId: string, task: () => Promise<void>): Promise<boolean> {
  const release = await lock(work.presence, `generation ${generationId}`)
  if (!release) return false
  try {
    await task()
    return true
  } finally {
    await release()
  }
}

async function lock(presence: Presence, name: string) {
  for (const pause of pauses) {
    const release = await presence.tryLock(name)
    if (release) return release
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return presence.tryLock(name)
}

/** Tries again for about half a minute: for writing down what a vendor has just told us and will not tell twice. */
export async function insist<Value>(write: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write()
    } catch (error) {
      if (attempt === 8) throw error
      log().warn({ error, attempt }, "a vendor's answer could not be written, trying again")
      await new Promise((resolve) => setTimeout(resolve, Math.min(8000, 250 * 2 ** attempt)))
    }
  }
}
