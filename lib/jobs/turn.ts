import "server-only"
import { db, type Transaction } from "@/lib/db"
import { notify } from "@/lib/events/notify"
import type { JobGeneration } from "@/lib/jobs/generation"
import { enqueue } from "@/lib/jobs/queue"
import { type Move, transition } from "@/lib/jobs/transition"
import { mayGo, standing } from "@/lib/lanes/data"
import type { LineRow } from "@/lib/lanes/line"
import { countSubmit, lockLanes, pauseLane } from "@/lib/lanes/mutations"
import { laneModel } from "@/lib/lanes/rules"
import type { ProviderError } from "@/lib/providers/errors"

/** A crowd at one vendor takes turns: each holds the lock for a few milliseconds. */
const patience = { maxWait: 30_000, timeout: 30_000 }

/** Where a generation stood when its turn had come. */
export type Turn = Pick<LineRow, "isNarrow">

/**
 * Whether a queued generation's turn at its vendor has come; null when not. Then it is left without a job: who makes room
 * wakes the next in line (wake.ts), and where only time will, that moment is set down here.
 */
export async function findTurn(generation: JobGeneration): Promise<Turn | null> {
  const place = await standing(generation)
  if (!place) return null
  if (mayGo(place)) return place
  await waitForTime(db(), generation, place)
  return null
}

/**
 * The last step before a POST: moves a queued generation to `submitting` if its turn has still come. Where the vendor
 * takes only so much, all workers decide one after another under one lock, so that no two take the same slot. Returns
 * false when it was not moved.
 */
export async function takeTurn(generation: JobGeneration, { isNarrow }: Turn, facts: Move["facts"]): Promise<boolean> {
  const move: Move = { generationId: generation.id, to: "submitting", facts, via: "submit" }
  if (!isNarrow) return transition(move)
  return db().$transaction(async (tx) => {
    await lockLanes(tx, generation)
    const now = await standing(generation, tx)
    if (!now) return false
    if (!mayGo(now)) {
      await waitForTime(tx, generation, now)
      return false
    }
    if (!(await transition(move, tx))) return false
    const nextAt = await countSubmit(tx, generation)
    // Whoever looked before this was counted may have found no moment to wait for.
    if (nextAt) await wakeLaneAt(tx, { ...generation, lane: laneModel(generation) }, nextAt)
    await notify(tx, { teamId: generation.teamId, type: "line" })
    return true
  }, patience)
}

/**
 * Puts a generation that the vendor turned away back to its place in line. A vendor that is busy, or says when to come
 * again, pauses the whole lane in the same transaction; other trouble is this generation's own, until `soonest`.
 */
export async function giveTurnBack(generation: JobGeneration, error: ProviderError, soonest: Date): Promise<void> {
  const { id: generationId, teamId } = generation
  const back = (runAt: Date): Move => ({ generationId, to: "queued", next: { task: "submit", runAt }, via: "submit" })
  if (error.kind !== "rate_limited" && error.retryAfterSeconds === undefined) return void (await transition(back(soonest)))
  await db().$transaction(async (tx) => {
    await transition(back(await pauseLane(tx, generation, error.retryAfterSeconds)), tx)
    await notify(tx, { teamId, type: "line" })
  }, patience)
}

/** One job per lane, however many wait in it. */
async function waitForTime(tx: Transaction, generation: JobGeneration, { opensAtMs, isHeld }: LineRow): Promise<void> {
  if (opensAtMs === null || isHeld) return
  await wakeLaneAt(tx, { ...generation, lane: laneModel(generation) }, new Date(opensAtMs))
}

/** Wakes one lane at that moment; of several moments for one lane the last that was asked for holds. */
export async function wakeLaneAt(
  tx: Transaction,
  { id, teamId, provider, mode, lane }: Pick<JobGeneration, "id" | "teamId" | "provider" | "mode"> & { lane: string },
  runAt: Date,
): Promise<void> {
  await enqueue(tx, "wake", { generationId: id }, { runAt, jobKey: ["wake", teamId, provider, mode, lane].join(":") })
}
