import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import { enqueueGenerations } from "@/lib/jobs/queue"
import { transition } from "@/lib/jobs/transition"
import { decideHold } from "@/lib/lanes/holds"
import type { AuthorizedTeamId } from "@/lib/teams/types"

type Hold = { batchId: string; provider: string }
/** A press has at most 64. */
const patience = { maxWait: 30_000, timeout: 30_000 }

/**
 * The person wants the rest of a held press sent all the same; it takes its old place in line. Returns how many that are.
 * Throws AppError "not_found" when there is nothing to decide any more.
 */
export async function sendHeld(teamId: AuthorizedTeamId, hold: Hold, userId: string): Promise<number> {
  return db().$transaction(async (tx) => {
    const decided = await decideHold(tx, teamId, hold, "send", userId)
    if (!decided) throw nothingHeld()
    const { generationIds, shotId, projectId } = decided
    await enqueueGenerations(
      tx,
      generationIds.slice(0, 1).map((generationId) => ({ task: "wake", generationId })),
    )
    await notify(tx, { teamId, type: "shot", shotId, projectId })
    return generationIds.length
  }, patience)
}

/**
 * The person does not want the rest of a held press: it is cancelled, and what was held for it is let go. Returns how many
 * that are. Throws AppError "not_found" when there is nothing to decide any more.
 */
export async function stopHeld(teamId: AuthorizedTeamId, hold: Hold, userId: string): Promise<number> {
  return db().$transaction(async (tx) => {
    const decided = await decideHold(tx, teamId, hold, "stop", userId)
    if (!decided) throw nothingHeld()
    const { generationIds, shotId, projectId } = decided
    let stopped = 0
    for (const generationId of generationIds) {
      if (await transition({ generationId, to: "cancelled", from: ["queued"], via: "person" }, tx)) stopped += 1
    }
    await notify(tx, { teamId, type: "shot", shotId, projectId })
    return stopped
  }, patience)
}

function nothingHeld() {
  return new AppError("not_found", "This has been decided already.")
}
