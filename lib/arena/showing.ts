import "server-only"
import { createHash, randomBytes } from "node:crypto"
import { matchupsOf, type ReadyTake } from "@/lib/arena/rules"
import type { Transaction } from "@/lib/db"
import { nextPair } from "@/lib/judging/ratings/next-pair"
import { randomFrom } from "@/lib/judging/ratings/random"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What a draw needs to know of its session. */
export type DrawSession = { id: string; teamId: AuthorizedTeamId; seed: string }

/** What a showing's view is made of. */
export const showingSelect = {
  id: true,
  sessionId: true,
  shotId: true,
  leftTakeId: true,
  rightTakeId: true,
  playedAt: true,
  leftFetchedAt: true,
  rightFetchedAt: true,
  votedAt: true,
  undoneAt: true,
} as const

/**
 * The showing this judge has to answer next: the one that is open, or a new one; null when they have seen all. The caller
 * holds the session's row, so two tabs and two judges draw one after the other.
 */
export async function openShowing(tx: Transaction, session: DrawSession, judgeId: string, takes: readonly ReadyTake[]) {
  const { id: sessionId, teamId } = session
  const open = await tx.showing.findFirst({
    where: { teamId, sessionId, judgeId, votedAt: null },
    orderBy: { ordinal: "asc" },
    select: showingSelect,
  })
  if (open) return open
  const drawn = await draw(tx, session, judgeId, takes)
  return drawn && tx.showing.create({ data: { teamId, sessionId, judgeId, ...drawn }, select: showingSelect })
}

async function draw(tx: Transaction, { id: sessionId, teamId, seed }: DrawSession, judge: string, takes: readonly ReadyTake[]) {
  const modelOf = new Map(takes.map(({ takeId, model }) => [takeId, model]))
  const rows = await tx.showing.findMany({
    where: { teamId, sessionId },
    orderBy: { ordinal: "asc" },
    select: {
      ...{ judgeId: true, ordinal: true, shotId: true, leftTakeId: true, rightTakeId: true, probability: true },
      ballots: { select: { outcome: true }, where: { corrected: null } },
    },
  })
  const leftOut = await tx.raterExclusion.findMany({ where: { teamId, sessionId }, select: { judgeId: true } })
  const isLeftOut = new Set(leftOut.map(({ judgeId }) => judgeId))
  const shown = rows.flatMap(({ ballots, ...row }) => {
    const [left, right] = [modelOf.get(row.leftTakeId), modelOf.get(row.rightTakeId)]
    return left && right ? [{ ...row, judge: row.judgeId, shot: row.shotId, left, right, ballots }] : []
  })
  const ballots = shown.flatMap(({ judge, left, right, ballots }) =>
    isLeftOut.has(judge) ? [] : ballots.map(({ outcome }) => ({ left, right, outcome })),
  )
  const pair = nextPair({ seed, judge, matchups: matchupsOf(takes), shown, ballots })
  if (!pair) return null
  const own = shown.filter((showing) => showing.judge === judge)
  const ordinal = Math.max(-1, ...rows.filter(({ judgeId }) => judgeId === judge).map((row) => row.ordinal)) + 1
  const { shot: shotId, probability, isRepeat } = pair
  const before = own.find(({ shot, left, right }) => isRepeat && shot === shotId && left === pair.right && right === pair.left)
  const takeOf = (model: string) => leastShown(takes, rows, { shotId, model, words: [seed, judge, ordinal, model] })
  const sides = before
    ? { leftTakeId: before.rightTakeId, rightTakeId: before.leftTakeId }
    : { leftTakeId: takeOf(pair.left), rightTakeId: takeOf(pair.right) }
  return { ordinal, shotId, ...sides, probability, isRepeat }
}

type Shown = { leftTakeId: string; rightTakeId: string }
type Wanted = { shotId: string; model: string; words: (string | number)[] }

/** A model may have several takes of a shot: those come first that were shown least, and any of them. */
function leastShown(takes: readonly ReadyTake[], rows: readonly Shown[], { shotId, model, words }: Wanted): string {
  const counted = takes
    .filter((take) => take.shotId === shotId && take.model === model)
    .map(({ takeId }) => ({
      takeId,
      count: rows.filter(({ leftTakeId, rightTakeId }) => leftTakeId === takeId || rightTakeId === takeId).length,
    }))
    .sort((one, other) => (one.takeId < other.takeId ? -1 : 1))
  const least = Math.min(...counted.map(({ count }) => count))
  const rarest = counted.filter(({ count }) => count === least)
  const chosen = rarest[Math.floor(randomFrom(...words)() * rarest.length)]
  if (!chosen) throw new Error(`${model} has no clip of shot ${shotId}.`)
  return chosen.takeId
}

/** New one-time tokens for both clips of a showing; those given out before and not used yet are void. */
export async function giveTokens(tx: Transaction, teamId: AuthorizedTeamId, showingId: string) {
  const [left, right] = [newToken(), newToken()]
  await tx.showing.update({
    where: { id: showingId, teamId },
    data: { leftTokenHash: tokenHash(left), rightTokenHash: tokenHash(right) },
    select: { id: true },
  })
  return { left, right }
}

function newToken(): string {
  return randomBytes(32).toString("base64url")
}

/** Only this is stored of a token. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
