import "server-only"
import { pairOf, progressOf, readyTakes } from "@/lib/arena/judge-data"
import type { JudgeView } from "@/lib/arena/schema"
import { giveTokens, openShowing } from "@/lib/arena/showing"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { JudgingStatus } from "@/lib/generated/prisma/enums"
import { patience } from "@/lib/generations/mutations"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

/** A session that this person may judge, held until the transaction ends. */
export type HeldSession = {
  id: string
  teamId: AuthorizedTeamId
  name: string
  questions: string[]
  seed: string
  status: JudgingStatus
  coversMarks: boolean
  /** The database's clock: web processes may disagree by seconds. */
  now: Date
}

/**
 * What this judge is to see now: the pair that is open, else a new one. Each call gives new one-time addresses and makes the
 * earlier ones void. Throws AppError "not_found" when the session is not theirs to judge.
 */
export function judgeView(access: TeamAccess, sessionId: string): Promise<JudgeView> {
  return db().$transaction(async (tx) => viewOf(tx, access, await holdSession(tx, access, sessionId)), patience)
}

/**
 * Reads a session and holds it until the transaction ends, so that draws and votes come one after the other. Throws
 * AppError "not_found", also for somebody who may not judge it.
 */
export async function holdSession(tx: Transaction, { teamId, user }: TeamAccess, sessionId: string): Promise<HeldSession> {
  const [session] = await tx.$queryRaw<HeldSession[]>`
    select session.id, session."teamId", session.name, session.questions, session.seed, session.status::text as status,
      session."coversMarks", clock_timestamp() as now
    from "JudgingSession" session
    where session.id = ${sessionId}::uuid and session."teamId" = ${teamId}::uuid and (session."isForAll" or exists (
      select from "SessionJudge" judge where judge."sessionId" = session.id and judge."userId" = ${user.id}::uuid))
    for no key update of session`
  if (!session) throw new AppError("not_found", "This session is not there, or it is not yours to judge.")
  return session
}

/** The judge's view, inside the transaction that holds the session. */
export async function viewOf(tx: Transaction, { teamId, user }: TeamAccess, session: HeldSession): Promise<JudgeView> {
  const takes = await readyTakes(tx, session)
  const showing = session.status === "open" ? await openShowing(tx, session, user.id, takes) : null
  const tokens = showing && (await giveTokens(tx, teamId, showing.id))
  const { id, name, questions, status } = session
  return {
    session: { id, name, questions },
    progress: await progressOf(tx, session, user.id, takes),
    state: status === "open" ? (showing ? "pair" : "done") : status,
    pair: showing && tokens && (await pairOf(tx, session, showing, tokens)),
    canUndo: status === "open" && (await lastVote(tx, session, user.id)) !== null,
  }
}

/** The showing whose vote may be taken back: the judge's last, when it was not taken back before and none waits to be. */
export async function lastVote(tx: Transaction, { id: sessionId, teamId }: HeldSession, judgeId: string) {
  const mine = { teamId, sessionId, judgeId }
  const last = await tx.showing.findFirst({
    where: { ...mine, votedAt: { not: null } },
    orderBy: { ordinal: "desc" },
    select: { id: true, undoneAt: true },
  })
  const waiting = await tx.showing.count({ where: { ...mine, votedAt: null, undoneAt: { not: null } } })
  return last && last.undoneAt === null && waiting === 0 ? last.id : null
}
