import "server-only"
import { matchupsOf, pairsAtMost, progressWords, type ReadyTake, votesUntilMeaningful } from "@/lib/arena/rules"
import type { JudgePair, JudgeView } from "@/lib/arena/schema"
import type { showingSelect } from "@/lib/arena/showing"
import type { Transaction } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import type { AuthorizedTeamId } from "@/lib/teams/types"

type ShowingRow = Prisma.ShowingGetPayload<{ select: typeof showingSelect }>
type SessionKey = { id: string; teamId: AuthorizedTeamId }

/** The takes of a session that have a blind clip. */
export async function readyTakes(tx: Transaction, { id: sessionId, teamId }: SessionKey): Promise<ReadyTake[]> {
  return tx.sessionTake.findMany({
    where: { teamId, sessionId, storageKey: { not: null }, failure: null },
    orderBy: { takeId: "asc" },
    select: { takeId: true, shotId: true, model: true },
  })
}

/** How far the judge is, and how many more votes of everybody it takes. */
export async function progressOf(
  tx: Transaction,
  session: SessionKey,
  judgeId: string,
  takes: readonly ReadyTake[],
): Promise<JudgeView["progress"]> {
  const { id: sessionId, teamId } = session
  const rows = await tx.showing.findMany({
    where: { teamId, sessionId },
    select: { judgeId: true, leftTakeId: true, rightTakeId: true, isRepeat: true, votedAt: true, undoneAt: true },
  })
  const leftOut = await tx.raterExclusion.findMany({ where: { teamId, sessionId }, select: { judgeId: true } })
  const matchups = matchupsOf(takes)
  const own = rows.filter((row) => row.judgeId === judgeId)
  const voted = own.filter(({ votedAt }) => votedAt !== null).length
  const pairs = pairsAtMost(matchups.length, own.length)
  const modelOf = new Map(takes.map(({ takeId, model }) => [takeId, model]))
  const isLeftOut = new Set(leftOut.map((row) => row.judgeId))
  const votes = rows.flatMap((row): [string, string][] => {
    const [left, right] = [modelOf.get(row.leftTakeId), modelOf.get(row.rightTakeId)]
    const isCounted = (row.votedAt ?? row.undoneAt) !== null && !row.isRepeat && !isLeftOut.has(row.judgeId)
    return left && right && isCounted ? [[left, right]] : []
  })
  const models = [...new Set(matchups.flatMap((matchup) => matchup.models))]
  const untilMeaningful = votesUntilMeaningful(models, votes)
  return { voted, pairs, untilMeaningful, words: progressWords(voted, pairs, untilMeaningful) }
}

/** The pair as its judge may see it; `tokens` open its clips. */
export async function pairOf(
  tx: Transaction,
  { id: sessionId, teamId }: SessionKey,
  showing: ShowingRow,
  tokens: { left: string; right: string },
): Promise<JudgePair> {
  const clip = await tx.sessionTake.findUniqueOrThrow({
    where: { sessionId_takeId: { sessionId, takeId: showing.leftTakeId }, teamId },
    select: { width: true, height: true, durationSeconds: true, hasAudio: true },
  })
  const { prompt, firstFrameClipId } = await askedOf(tx, { id: sessionId, teamId }, showing.shotId)
  return {
    showingId: showing.id,
    prompt,
    firstFrameUrl: firstFrameClipId ? `/api/arena/stills/${showing.id}` : null,
    leftUrl: `/api/arena/clips/${tokens.left}`,
    rightUrl: `/api/arena/clips/${tokens.right}`,
    width: clip.width ?? 0,
    height: clip.height ?? 0,
    durationSeconds: clip.durationSeconds ?? 0,
    hasAudio: clip.hasAudio ?? false,
    isOpen: showing.playedAt !== null,
  }
}

/**
 * What a shot asked for in this session: the newest wording among its takes, and the still that wording began with. One for
 * all pairs of the shot, so it says nothing of the sides.
 */
export async function askedOf(
  tx: Transaction,
  { id: sessionId, teamId }: SessionKey,
  shotId: string,
): Promise<{ prompt: string; firstFrameClipId: string | null }> {
  const version = await tx.promptVersion.findFirst({
    where: { teamId, shotId, generations: { some: { take: { sessionTakes: { some: { sessionId } } } } } },
    orderBy: { number: "desc" },
    select: { text: true, frames: true },
  })
  const frames = (version?.frames ?? []) as { role: string; clipId: string }[]
  return {
    prompt: version?.text ?? "",
    firstFrameClipId: frames.find(({ role }) => role === "first")?.clipId ?? null,
  }
}
