import "server-only"
import { z } from "zod"
import { db } from "@/lib/db"
import type { Exclusion } from "@/lib/report/raters"
import type { ReportedSession } from "@/lib/report/schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** A session of the team; null when there is none, which another team's is too. */
export async function findReportedSession(teamId: AuthorizedTeamId, sessionId: string): Promise<ReportedSession | null> {
  if (!z.uuid().safeParse(sessionId).success) return null
  const row = await db().judgingSession.findFirst({
    where: { id: sessionId, teamId },
    select: {
      ...{ id: true, name: true, status: true, questions: true, createdById: true, createdAt: true, closedAt: true },
      project: { select: { id: true, name: true, slug: true } },
    },
  })
  if (!row) return null
  const author = await db().user.findUnique({ where: { id: row.createdById }, select: { name: true } })
  return {
    ...row,
    questions: z.array(z.string()).parse(row.questions),
    createdBy: author?.name ?? "",
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  }
}

/** Names of the team's sessions among these. */
export async function sessionNames(
  teamId: AuthorizedTeamId,
  sessionIds: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return db().judgingSession.findMany({
    where: { teamId, id: { in: [...sessionIds] } },
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  })
}

/** Judges who were left out of these sessions, with who did it and why. */
export async function exclusionsOf(teamId: AuthorizedTeamId, sessionIds: readonly string[]): Promise<Exclusion[]> {
  const rows = await db().raterExclusion.findMany({
    where: { teamId, sessionId: { in: [...sessionIds] } },
    select: { sessionId: true, judgeId: true, reason: true, createdAt: true, excludedBy: { select: { name: true } } },
    orderBy: { createdAt: "asc" },
  })
  return rows.map(({ excludedBy, createdAt, ...row }) => ({ ...row, by: excludedBy.name, at: createdAt.toISOString() }))
}

/**
 * How many pairs this person could still judge in an open session: pairs of models at a shot that they may see and have not
 * voted on. 0 when the session is closed, not the team's, or judged by others.
 */
export async function pairsLeft(teamId: AuthorizedTeamId, sessionId: string, userId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ left: number }[]>`
    with session as (
      select id from "JudgingSession" as session
      where id = ${sessionId}::uuid and "teamId" = ${teamId}::uuid and status <> 'closed' and ("isForAll" or exists (
        select from "SessionJudge" where "sessionId" = session.id and "teamId" = ${teamId}::uuid and "userId" = ${userId}::uuid))
    ), pair as (
      select distinct one."shotId", one.model as first, other.model as second
      from session
      join "SessionTake" as one on one."sessionId" = session.id and one.failure is null
      join "SessionTake" as other on other."sessionId" = session.id and other."shotId" = one."shotId"
        and other.model > one.model and other.failure is null
    ), voted as (
      select distinct showing."shotId", least(l.model, r.model) as first, greatest(l.model, r.model) as second
      from session
      join "Showing" as showing on showing."sessionId" = session.id and showing."judgeId" = ${userId}::uuid
        and showing."votedAt" is not null
      join "SessionTake" as l on l."sessionId" = session.id and l."takeId" = showing."leftTakeId"
      join "SessionTake" as r on r."sessionId" = session.id and r."takeId" = showing."rightTakeId"
    )
    select count(*)::int as left from (select * from pair except select * from voted) as open`
  return row?.left ?? 0
}
