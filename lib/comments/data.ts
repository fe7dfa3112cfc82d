import "server-only"
import type { CommentView } from "@/lib/comments/schema"
import { db } from "@/lib/db"
import type { TeamAccess } from "@/lib/teams/types"

/** More than a take ever has; beyond it the newest are left out. */
const most = 1000

/** What was said of the team's takes among these ids, by frame, then in the order it was said. */
export async function commentsOf({ teamId, user }: TeamAccess, takeIds: readonly string[]): Promise<CommentView[]> {
  const rows = await db().comment.findMany({
    where: { teamId, takeId: { in: [...takeIds] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: most,
    select: {
      ...{ id: true, takeId: true, frame: true, text: true, createdById: true, createdAt: true, doneAt: true },
      createdBy: { select: { name: true } },
    },
  })
  return rows
    .map(({ createdBy, createdById, createdAt, doneAt, ...row }) => ({
      ...row,
      authorName: createdBy.name,
      isMine: createdById === user.id,
      at: createdAt.toISOString(),
      isDone: doneAt !== null,
    }))
    .sort((a, b) => a.frame - b.frame)
}
