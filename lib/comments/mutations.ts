import "server-only"
import type { NewComment } from "@/lib/comments/schema"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"
import { uuidOfKey } from "@/lib/uuid"

const gone = () => new AppError("not_found", "This comment no longer exists.")

/**
 * Keeps what a person says of one frame of a take; the same key once. Throws AppError "not_found" (no such take),
 * "invalid_input" (the clip has no such frame), "conflict" (the take has no clip, or is in the trash).
 */
export async function addComment({ teamId, user }: TeamAccess, { commentKey, takeId, frame, text }: NewComment): Promise<void> {
  await db().$transaction(async (tx) => {
    const take = await tx.take.findFirst({
      where: { id: takeId, teamId },
      select: { trashedAt: true, clip: { select: { frameCount: true } } },
    })
    if (!take) throw new AppError("not_found", "This take no longer exists.")
    if (take.trashedAt !== null || !take.clip) throw new AppError("conflict", "Only a finished take can be commented on.")
    if (frame >= (take.clip.frameCount ?? 1)) throw new AppError("invalid_input", "The clip has no such frame.")
    const id = uuidOfKey(commentKey)
    await tx.comment.createMany({ data: { id, teamId, takeId, frame, text, createdById: user.id }, skipDuplicates: true })
    await notify(tx, { teamId, type: "comments", takeId })
  })
}

/** Says that a comment is seen to, or open again. Throws AppError "not_found". */
export async function setCommentDone({ teamId, user }: TeamAccess, id: string, isDone: boolean): Promise<void> {
  await change(teamId, id, async (tx) => {
    const done = isDone ? { doneAt: new Date(), doneById: user.id } : { doneAt: null, doneById: null }
    await tx.comment.updateMany({ where: { id, teamId }, data: done })
  })
}

/** Takes back what one has said oneself; an owner may take back anybody's. Throws AppError "not_found", "not_allowed". */
export async function removeComment({ teamId, user, role }: TeamAccess, id: string): Promise<void> {
  await change(teamId, id, async (tx, authorId) => {
    if (authorId !== user.id && role !== "owner") {
      throw new AppError("not_allowed", "Only its author or an owner of the team may take a comment back.")
    }
    await tx.comment.deleteMany({ where: { id, teamId } })
  })
}

async function change(
  teamId: AuthorizedTeamId,
  id: string,
  work: (tx: Transaction, authorId: string) => Promise<void>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const comment = await tx.comment.findFirst({ where: { id, teamId }, select: { takeId: true, createdById: true } })
    if (!comment) throw gone()
    await work(tx, comment.createdById)
    await notify(tx, { teamId, type: "comments", takeId: comment.takeId })
  })
}
