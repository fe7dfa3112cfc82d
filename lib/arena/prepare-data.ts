import "server-only"
import { createHash } from "node:crypto"
import { servedBytesFor } from "@/lib/arena/clips"
import { matchupsOf } from "@/lib/arena/rules"
import { db } from "@/lib/db"
import { patience } from "@/lib/generations/mutations"
import type { BlindForm } from "@/lib/media/blind-form"
import { storage } from "@/lib/storage/open"

/** What is read of a session to make its clips. The worker proves no person: the row names its team. */
export type PreparedSession = { id: string; teamId: string; seed: string; coversMarks: boolean; clipFps: number }

export type PreparedTake = {
  takeId: string
  shotId: string
  storageKey: string | null
  failure: string | null
  source: { storageKey: string; width: number; height: number } | null
}

/** The session while its clips are being made; null when it is not, or not any more. */
export async function preparingSession(sessionId: string): Promise<PreparedSession | null> {
  return db().judgingSession.findFirst({
    where: { id: sessionId, status: "preparing" },
    select: { id: true, teamId: true, seed: true, coversMarks: true, clipFps: true },
  })
}

/** Sessions that are being prepared and have no job any more that would go on with it: it used up its attempts. */
export async function strandedSessions(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select id::text as id from "JudgingSession" as session
    where status = 'preparing' and not exists (
      select from graphile_worker.jobs as job
      where job.key = 'blind:' || session.id and (job.attempts < job.max_attempts or job.locked_at is not null)
    )
    order by id limit 100`
  return rows.map(({ id }) => id)
}

export async function takesToPrepare({ id: sessionId, teamId }: PreparedSession): Promise<PreparedTake[]> {
  const rows = await db().sessionTake.findMany({
    where: { teamId, sessionId },
    orderBy: [{ shotId: "asc" }, { takeId: "asc" }],
    select: {
      ...{ takeId: true, shotId: true, storageKey: true, failure: true },
      take: { select: { clip: { select: { storageKey: true, width: true, height: true } } } },
    },
  })
  return rows.map(({ take, ...row }) => ({ ...row, source: take.clip }))
}

/**
 * Where a take's blind clip lies: a name that says nothing without the session's seed, and another one for another form, so a
 * clip that is there is the right one.
 */
export function blindKey({ seed, teamId }: PreparedSession, takeId: string, form: BlindForm): string {
  const name = createHash("sha256")
    .update(JSON.stringify([seed, takeId, form]))
    .digest("hex")
  return `blind/${teamId}/${name}.mp4`
}

/** Notes a finished clip. */
export async function keepClip(session: PreparedSession, takeId: string, storageKey: string, form: BlindForm): Promise<void> {
  const stored = await storage().head(storageKey)
  if (!stored) throw new Error(`The blind clip of take ${takeId} is not in the storage.`)
  const { width, height, fps, frameCount, loudnessLufs } = form
  await db().sessionTake.update({
    where: { sessionId_takeId: { sessionId: session.id, takeId }, teamId: session.teamId },
    data: {
      ...{ storageKey, bytes: stored.bytes, width, height, hasAudio: loudnessLufs !== null },
      durationSeconds: frameCount / fps,
    },
  })
}

/** Leaves takes out, and has the shot's clips that were made with them in mind made anew. */
export async function leaveOut(session: PreparedSession, shotId: string, failures: ReadonlyMap<string, string>): Promise<void> {
  if (failures.size === 0) return
  const { id: sessionId, teamId } = session
  const where = { sessionId, teamId, shotId, storageKey: { not: null } }
  const made = await db().sessionTake.findMany({ where, select: { storageKey: true } })
  await db().$transaction(async (tx) => {
    await tx.sessionTake.updateMany({ where, data: { storageKey: null } })
    for (const [takeId, failure] of failures) {
      await tx.sessionTake.update({ where: { sessionId_takeId: { sessionId, takeId }, teamId }, data: { failure } })
    }
  }, patience)
  for (const { storageKey } of made) if (storageKey) await storage().delete(storageKey)
}

/** All clips are there: opens the session, or closes it when no shot has two models left. */
export async function finishPreparing({ id: sessionId, teamId }: PreparedSession): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`select from "JudgingSession" where id = ${sessionId}::uuid for no key update`
    const takes = await tx.sessionTake.findMany({
      where: { teamId, sessionId, failure: null },
      select: { takeId: true, shotId: true, model: true, bytes: true },
    })
    const bytes = Math.max(0, ...takes.map((take) => Number(take.bytes ?? 0)))
    const outcome =
      matchupsOf(takes).length > 0
        ? { status: "open" as const, clipBytes: servedBytesFor(bytes) }
        : { status: "closed" as const, closedAt: new Date() }
    await tx.judgingSession.updateMany({ where: { id: sessionId, teamId, status: "preparing" }, data: outcome })
  }, patience)
}
