import "server-only"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import { attachFrame } from "@/lib/shots/mutations"
import { isActive } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What the audit says of a take that came into the cut or left it. */
export const pickActions = ["take.picked", "take.unpicked"] as const
type PickAction = (typeof pickActions)[number]

const gone = () => new AppError("not_found", "This take no longer exists.")

/**
 * Puts a finished take into the cut in place of the one that was there, and notes who did. Returns the ids of the takes that
 * changed. Throws AppError "not_found", "conflict".
 */
export async function pickTake(teamId: AuthorizedTeamId, userId: string, takeId: string): Promise<string[]> {
  return db().$transaction((tx) => pickTakeIn(tx, teamId, takeId, userId))
}

/** The same as part of a larger transaction. `notedFor` is null where the pick is kept with more, such as a decision. */
export async function pickTakeIn(
  tx: Transaction,
  teamId: AuthorizedTeamId,
  takeId: string,
  notedFor: string | null,
): Promise<string[]> {
  const take = await lockTake(tx, teamId, takeId)
  if (take.status !== "succeeded" || take.trashedAt !== null) {
    throw new AppError("conflict", "Only a finished take can be picked.")
  }
  if (take.pickedTakeId === takeId) return [takeId]
  await tx.shot.update({ where: { id: take.shotId, teamId }, data: { pickedTakeId: takeId }, select: { id: true } })
  if (notedFor !== null) await notePick(tx, { teamId, userId: notedFor, action: "take.picked", takeId, shotId: take.shotId })
  const changed = take.pickedTakeId === null ? [takeId] : [takeId, take.pickedTakeId]
  await tellPick(tx, teamId, take, changed)
  return changed
}

/** Takes a take out of the cut, and notes who did; one that is not in it is left alone. Throws AppError "not_found". */
export async function unpickTake(teamId: AuthorizedTeamId, userId: string, takeId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const take = await lockTake(tx, teamId, takeId)
    if (take.pickedTakeId !== takeId) return
    await tx.shot.update({ where: { id: take.shotId, teamId }, data: { pickedTakeId: null }, select: { id: true } })
    await notePick(tx, { teamId, userId, action: "take.unpicked", takeId, shotId: take.shotId })
    await tellPick(tx, teamId, take, [takeId])
  })
}

/** One to five stars; null clears them. Throws AppError "not_found". */
export async function rateTake(teamId: AuthorizedTeamId, takeId: string, rating: number | null): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.take.updateMany({ where: { id: takeId, teamId }, data: { rating } })
    if (count === 0) throw gone()
    await notify(tx, { teamId, type: "take", takeId })
  })
}

/**
 * Puts takes into the trash, all or none; a picked one leaves the cut. Throws AppError "conflict" while one of them may
 * still change: it would go on being made, and paid for, unseen.
 */
export async function trashTakes(teamId: AuthorizedTeamId, userId: string, takeIds: readonly string[]): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const takeId of [...new Set(takeIds)].sort()) {
      const take = await lockTake(tx, teamId, takeId)
      if (take.trashedAt !== null) continue
      if (take.status === "submitting" || isActive(take.status)) {
        throw new AppError("conflict", `Take ${take.number} is still being made. Cancel it first, then delete it.`)
      }
      if (take.pickedTakeId === takeId) {
        await tx.shot.update({ where: { id: take.shotId, teamId }, data: { pickedTakeId: null }, select: { id: true } })
        await notePick(tx, { teamId, userId, action: "take.unpicked", takeId, shotId: take.shotId })
        await notify(tx, { teamId, type: "shot", shotId: take.shotId, projectId: take.projectId })
      }
      await tx.take.update({
        where: { id: takeId, teamId },
        data: { trashedAt: new Date(), trashedById: userId },
        select: { id: true },
      })
      await tx.auditEvent.create({ data: { teamId, userId, action: "take.deleted", detail: { takeId } }, select: { id: true } })
      await notify(tx, { teamId, type: "take_removed", takeId, shotId: take.shotId, projectId: take.projectId })
    }
  })
}

/** Brings takes back from the trash; what was picked stays unpicked. Throws AppError "not_found". */
export async function restoreTakes(teamId: AuthorizedTeamId, takeIds: readonly string[]): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const takeId of [...new Set(takeIds)].sort()) {
      await lockTake(tx, teamId, takeId)
      await tx.take.update({
        where: { id: takeId, teamId },
        data: { trashedAt: null, trashedById: null },
        select: { id: true },
      })
      await notify(tx, { teamId, type: "take", takeId })
    }
  })
}

/**
 * Makes the very last frame of a take the first frame of its shot's form, in place of the one there. Returns where the
 * form is. Throws AppError "not_found", "conflict" when the take has no last frame.
 */
export async function continueFromLastFrame(
  teamId: AuthorizedTeamId,
  takeId: string,
): Promise<{ project: string; shotNumber: number }> {
  const take = await db().take.findFirst({
    where: { id: takeId, teamId },
    select: { shotId: true, lastFrameClipId: true, shot: { select: { number: true, project: { select: { slug: true } } } } },
  })
  if (!take) throw gone()
  if (take.lastFrameClipId === null) throw new AppError("conflict", "This take has no last frame to continue from.")
  await attachFrame(teamId, take.shotId, { role: "first", clipId: take.lastFrameClipId, sourceTakeId: takeId })
  return { project: take.shot.project.slug, shotNumber: take.shot.number }
}

/** Reads a take for a change of its pick or its place, and holds its shot until the transaction ends. */
async function lockTake(tx: Transaction, teamId: AuthorizedTeamId, takeId: string) {
  const found = await tx.take.findFirst({ where: { id: takeId, teamId }, select: { shotId: true } })
  if (!found) throw gone()
  await tx.$queryRaw`select from "Shot" where id = ${found.shotId}::uuid and "teamId" = ${teamId}::uuid for update`
  const take = await tx.take.findFirstOrThrow({
    where: { id: takeId, teamId },
    select: {
      number: true,
      shotId: true,
      projectId: true,
      trashedAt: true,
      shot: { select: { pickedTakeId: true } },
      generation: { select: { status: true } },
    },
  })
  return { ...take, pickedTakeId: take.shot.pickedTakeId, status: take.generation.status }
}

/** For the shot's history (lib/comparisons/data.ts). */
async function notePick(
  tx: Transaction,
  { takeId, ...event }: { teamId: string; userId: string; action: PickAction; takeId: string; shotId: string },
): Promise<void> {
  await tx.auditEvent.create({ data: { ...event, detail: { takeId } }, select: { id: true } })
}

async function tellPick(
  tx: Transaction,
  teamId: AuthorizedTeamId,
  { shotId, projectId }: { shotId: string; projectId: string },
  takeIds: readonly string[],
) {
  const takes = takeIds.map((takeId) => ({ teamId, type: "take" as const, takeId }))
  await notify(tx, [...takes, { teamId, type: "shot", shotId, projectId }])
}
