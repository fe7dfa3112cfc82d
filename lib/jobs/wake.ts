import "server-only"
import { db } from "@/lib/db"
import { notify } from "@/lib/events/notify"
import { sendWaitingOn } from "@/lib/jobs/fall-to-next"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { enqueueGenerations } from "@/lib/jobs/queue"
import { wakeLaneAt } from "@/lib/jobs/turn"
import { openings, readyToSend } from "@/lib/lanes/data"
import { holdRest } from "@/lib/lanes/holds"
import { countAnswer, countFailure, endBusyPause } from "@/lib/lanes/mutations"
import { log } from "@/lib/log"
import { ProviderError } from "@/lib/providers/errors"

/**
 * What follows when a generation has left its vendor, or a pause is over: three of a kind hold the rest of their press, and
 * the next in line are sent. The transition that makes room adds this job, so it looks after that has been committed: a
 * generation that looked before, and found no room, is there to be seen.
 */
export async function wake(generationId: string): Promise<void> {
  const generation = await findGeneration(generationId)
  if (!generation) return
  if (await holdRest(generation)) log().info({ generationId }, "the rest of a press is held")
  const isAtVendor = (["queued", "submitting", "running"] as readonly string[]).includes(generation.status)
  if (generation.acceptedAt && !isAtVendor) await endBusyPause(generation)
  await sendNext(generation)
}

/** Gives the next in line at this team's way to this vendor their submit jobs. */
async function sendNext({ teamId, provider, mode }: JobGeneration): Promise<void> {
  const scope = { teamId, provider, mode }
  const ready = await readyToSend(scope, { despiteRunning: true })
  await enqueueGenerations(
    db(),
    ready.map((generationId) => ({ task: "submit" as const, generationId })),
  )
  for (const { id, lane, opensAtMs } of await openings(scope)) {
    await wakeLaneAt(db(), { id, ...scope, lane }, new Date(opensAtMs))
  }
  await notify(db(), { teamId, type: "line" })
}

/** A submit or a look has been answered, with whatever: a vendor that counted as down is not. */
export async function vendorAnswered(generation: JobGeneration, { wasAccepted = false } = {}): Promise<void> {
  if (await countAnswer(generation, { wasAccepted })) await sendNext(generation)
}

/**
 * A submit or a look that failed. What is the vendor's own trouble is counted, and may call the vendor down; anything else
 * it said is an answer. Returns when a vendor that is down is tried again, null while it is not down.
 */
export async function vendorFailed(generation: JobGeneration, error: unknown): Promise<Date | null> {
  if (!(error instanceof ProviderError)) return null
  if (error.kind !== "unavailable") {
    await vendorAnswered(generation)
    return null
  }
  const until = await countFailure(generation)
  if (until) {
    const { teamId, provider, mode } = generation
    log().warn({ teamId, provider, mode, until }, "vendor does not answer, submits wait")
    await notify(db(), { teamId, type: "line" })
    await sendWaitingOn(generation)
  }
  return until
}
