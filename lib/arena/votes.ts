import "server-only"
import { holdSession, lastVote, viewOf } from "@/lib/arena/judging"
import type { JudgeView } from "@/lib/arena/schema"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { patience } from "@/lib/generations/mutations"
import type { Outcome } from "@/lib/judging/ratings/ballot"
import type { TeamAccess } from "@/lib/teams/types"

/** A player may end a frame early, and clocks round. */
const toleranceSeconds = 0.1

/**
 * The judge's player says that both clips have played once: voting opens. Refused until as much time has passed since both
 * were fetched as they last. Again is fine, and changes nothing. Throws AppError "not_found", "conflict".
 */
export function playedPair(access: TeamAccess, showingId: string): Promise<{ isOpen: true }> {
  return db().$transaction(async (tx) => {
    const { showing, session } = await holdShowing(tx, access, showingId)
    if (showing.playedAt !== null || showing.votedAt !== null) return { isOpen: true }
    requireOpen(session)
    const { leftFetchedAt, rightFetchedAt, leftTakeId, sessionId } = showing
    const clip = await tx.sessionTake.findUniqueOrThrow({
      where: { sessionId_takeId: { sessionId, takeId: leftTakeId }, teamId: access.teamId },
      select: { durationSeconds: true },
    })
    const since = leftFetchedAt && rightFetchedAt && Math.max(leftFetchedAt.getTime(), rightFetchedAt.getTime())
    const playedSeconds = since === null ? 0 : (session.now.getTime() - since) / 1000
    if (since === null || playedSeconds < (clip.durationSeconds ?? 0) - toleranceSeconds) throw notPlayed()
    await tx.showing.update({ where: { id: showingId }, data: { playedAt: session.now }, select: { id: true } })
    return { isOpen: true }
  }, patience)
}

/**
 * Stores one ballot per question, in the order of the session's questions, and returns what comes next. The same press
 * again stores nothing more. After a vote was taken back the new ballots name those they correct. Throws AppError
 * "not_found", "invalid_input" (other than one answer per question), "conflict" (before both clips have played, when the
 * session is closed, when the pair has another answer already).
 */
export function castVotes(access: TeamAccess, showingId: string, answers: readonly Outcome[]): Promise<JudgeView> {
  return db().$transaction(async (tx) => {
    const { showing, session } = await holdShowing(tx, access, showingId)
    const { questions } = session
    if (answers.length !== questions.length) {
      throw new AppError("invalid_input", `Answer each of the ${questions.length} questions. Nothing was stored.`)
    }
    const before = await tx.ballot.findMany({
      where: { teamId: access.teamId, showingId, corrected: null },
      select: { id: true, question: true, outcome: true },
    })
    const stored = new Map(before.map((ballot) => [ballot.question, ballot]))
    if (showing.votedAt !== null) {
      const isSame = questions.every((question, place) => stored.get(question)?.outcome === answers[place])
      if (!isSame) throw new AppError("conflict", "This pair has been answered already, and that answer stands.")
      return viewOf(tx, access, session)
    }
    requireOpen(session)
    if (showing.playedAt === null) throw notPlayed()
    const votedAfterSeconds = (session.now.getTime() - showing.playedAt.getTime()) / 1000
    const { sessionId, leftTakeId, rightTakeId, probability } = showing
    await tx.ballot.createMany({
      data: questions.map((question, place) => ({
        ...{ teamId: access.teamId, sessionId, showingId, question, leftTakeId, rightTakeId, probability, votedAfterSeconds },
        judgeId: access.user.id,
        outcome: answers[place] as Outcome,
        correctsId: stored.get(question)?.id ?? null,
      })),
    })
    const done = { votedAt: session.now, leftTokenHash: null, rightTokenHash: null }
    await tx.showing.update({ where: { id: showingId }, data: done, select: { id: true } })
    return viewOf(tx, access, session)
  }, patience)
}

/**
 * Brings the judge's last pair back, sides as they were, to be answered anew; once, and until the next vote. The stored
 * ballots stay and count until their corrections are cast. Throws AppError "not_found", "conflict".
 */
export function undoVote(access: TeamAccess, sessionId: string): Promise<JudgeView> {
  return db().$transaction(async (tx) => {
    const session = await holdSession(tx, access, sessionId)
    requireOpen(session)
    const showingId = await lastVote(tx, session, access.user.id)
    if (showingId === null) throw new AppError("conflict", "Only the last vote can be taken back, and only once.")
    const undone = { votedAt: null, undoneAt: session.now }
    await tx.showing.update({ where: { id: showingId }, data: undone, select: { id: true } })
    return viewOf(tx, access, session)
  }, patience)
}

/** The judge's own showing, read while its session is held. */
async function holdShowing(tx: Transaction, access: TeamAccess, showingId: string) {
  const mine = { id: showingId, teamId: access.teamId, judgeId: access.user.id }
  const found = await tx.showing.findFirst({ where: mine, select: { sessionId: true } })
  if (!found) throw new AppError("not_found", "This pair is not there, or it is not yours to judge.")
  const session = await holdSession(tx, access, found.sessionId)
  return { session, showing: await tx.showing.findFirstOrThrow({ where: mine }) }
}

function requireOpen({ status }: { status: string }): void {
  if (status !== "open") throw new AppError("conflict", "This session is not open. Your answer was not stored.")
}

function notPlayed() {
  return new AppError("conflict", "Voting opens when both clips have played once. Nothing was stored.")
}
