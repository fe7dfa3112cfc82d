import "server-only"
import { matchupsOf, pairsAtMost, shotsOfOneModel } from "@/lib/arena/rules"
import type { SessionItem, SessionView } from "@/lib/arena/schema"
import { standingWords } from "@/lib/arena/standing"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import { modelName } from "@/lib/takes/model-name"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

const itemSelect = {
  ...{ id: true, name: true, projectId: true, status: true, createdAt: true, createdById: true, isForAll: true },
  ...{ questions: true, coversMarks: true, closedAt: true, clipFps: true },
  project: { select: { name: true, slug: true } },
  judges: { select: { userId: true } },
  takes: { select: { takeId: true, shotId: true, model: true, storageKey: true, failure: true } },
  showings: { select: { judgeId: true, votedAt: true, undoneAt: true, isRepeat: true } },
} satisfies Prisma.JudgingSessionSelect

type ItemRow = Prisma.JudgingSessionGetPayload<{ select: typeof itemSelect }>
type Names = ReadonlyMap<string, string>

/** The team's sessions, newest first, with how far this person is in those that they may judge. */
export async function sessionsOf(teamId: AuthorizedTeamId, userId: string): Promise<SessionItem[]> {
  const rows = await db().judgingSession.findMany({ where: { teamId }, orderBy: { id: "desc" }, select: itemSelect })
  const names = await namesOf(rows.map(({ createdById }) => createdById))
  return rows.map((row) => toItem(row, userId, names))
}

/** All of one session; null when the team has none such. Names the models: not for somebody who is about to judge it. */
export async function sessionView({ teamId, user, role }: TeamAccess, sessionId: string): Promise<SessionView | null> {
  const row = await db().judgingSession.findFirst({ where: { id: sessionId, teamId }, select: itemSelect })
  if (!row) return null
  const [shots, clips, judges, leftOut] = await Promise.all([
    readShots(teamId, row),
    readClips(teamId, sessionId),
    readJudges(teamId, row),
    db().raterExclusion.findMany({
      where: { teamId, sessionId },
      select: { judgeId: true, reason: true, createdAt: true, excludedBy: { select: { name: true } } },
    }),
  ])
  const ready = readyOf(row)
  const judged = new Set(matchupsOf(ready).map(({ shot }) => shot))
  const exclusions = new Map(leftOut.map((each) => [each.judgeId, each]))
  return {
    ...toItem(row, user.id, await namesOf([row.createdById])),
    ...{ questions: row.questions as string[], coversMarks: row.coversMarks, isForAll: row.isForAll, clipFps: row.clipFps },
    closedAt: row.closedAt?.toISOString() ?? null,
    modelList: [...new Set(row.takes.map(({ model }) => model))].sort().map((id) => ({ id, name: modelName(id) })),
    shotList: shots.map(({ id, number, title, versions }) => {
      const own = clips.filter(({ shotId }) => shotId === id)
      const made = own.find(({ storageKey }) => storageKey !== null)
      return {
        id,
        number,
        name: shotName(title, versions[0]?.text ?? ""),
        takes: own.map(({ takeId, model, take, storageKey, failure }) => ({
          ...{ modelId: model, takeId, number: take.number, failure },
          state: failure !== null ? ("failed" as const) : storageKey !== null ? ("ready" as const) : ("waiting" as const),
        })),
        isJudged: judged.has(id),
        hasAudio: made?.hasAudio ?? false,
        durationSeconds: made?.durationSeconds ?? null,
      }
    }),
    judges: judges.map(({ id, name }) => {
      const exclusion = exclusions.get(id)
      return {
        ...{ id, name, ...ownProgress(row, id) },
        leftOut: exclusion
          ? { reason: exclusion.reason, by: exclusion.excludedBy.name, at: exclusion.createdAt.toISOString() }
          : null,
      }
    }),
    words: await standingWords(teamId, { id: sessionId, status: row.status, takes: row.takes }),
    mayManage: role === "owner" || row.createdById === user.id,
  }
}

function toItem(row: ItemRow, userId: string, names: Names): SessionItem {
  const mayJudge = row.isForAll || row.judges.some((judge) => judge.userId === userId)
  const done = row.takes.filter(({ storageKey, failure }) => storageKey !== null || failure !== null)
  return {
    ...{ id: row.id, name: row.name, projectId: row.projectId, status: row.status },
    ...{ projectName: row.project.name, projectSlug: row.project.slug },
    createdAt: row.createdAt.toISOString(),
    createdBy: names.get(row.createdById) ?? "",
    prepared: { ready: done.length, of: row.takes.length },
    shots: new Set(row.takes.map(({ shotId }) => shotId)).size - shotsOfOneModel(remaining(row)).length,
    models: new Set(row.takes.map(({ model }) => model)).size,
    own: mayJudge ? ownProgress(row, userId) : null,
    votes: row.showings.filter(isVoted).length,
  }
}

function ownProgress(row: ItemRow, userId: string): { voted: number; pairs: number } {
  const own = row.showings.filter(({ judgeId }) => judgeId === userId)
  const matchups = matchupsOf(remaining(row)).length
  const voted = own.filter(isVoted)
  // Repeats are drawn, so that there may be fewer than foreseen: who has voted on every pair is done.
  const isDone = voted.length === own.length && voted.filter(({ isRepeat }) => !isRepeat).length >= matchups
  return { voted: voted.length, pairs: isDone ? voted.length : pairsAtMost(matchups, own.length) }
}

/** A vote that was taken back counts until its correction takes its place. */
function isVoted({ votedAt, undoneAt }: { votedAt: Date | null; undoneAt: Date | null }): boolean {
  return (votedAt ?? undoneAt) !== null
}

const remaining = (row: ItemRow) => row.takes.filter(({ failure }) => failure === null)
const readyOf = (row: ItemRow) => remaining(row).filter(({ storageKey }) => storageKey !== null)

async function namesOf(userIds: readonly string[]): Promise<Names> {
  const users = await db().user.findMany({ where: { id: { in: [...userIds] } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}

function readShots(teamId: AuthorizedTeamId, { takes }: ItemRow) {
  return db().shot.findMany({
    where: { teamId, id: { in: takes.map(({ shotId }) => shotId) } },
    orderBy: { number: "asc" },
    select: {
      ...{ id: true, number: true, title: true },
      versions: { select: { text: true }, orderBy: { number: "desc" }, take: 1 },
    },
  })
}

function readClips(teamId: AuthorizedTeamId, sessionId: string) {
  return db().sessionTake.findMany({
    where: { teamId, sessionId },
    orderBy: [{ model: "asc" }, { takeId: "asc" }],
    select: {
      ...{ takeId: true, shotId: true, model: true, storageKey: true, failure: true, hasAudio: true, durationSeconds: true },
      take: { select: { number: true } },
    },
  })
}

/** Who may judge: those named, or everybody; and whoever has judged, also when they have left the team. */
async function readJudges(teamId: AuthorizedTeamId, { isForAll, judges, showings }: ItemRow) {
  const seen = [...judges.map(({ userId }) => userId), ...showings.map(({ judgeId }) => judgeId)]
  return db().user.findMany({
    where: { OR: [{ id: { in: seen } }, ...(isForAll ? [{ memberships: { some: { teamId } } }] : [])] },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  })
}
