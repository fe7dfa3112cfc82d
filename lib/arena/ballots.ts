import "server-only"
import type { BallotMode, CountedBallot } from "@/lib/arena/schema"
import { db } from "@/lib/db"
import type { Prisma } from "@/lib/generated/prisma/client"
import { toShotTags } from "@/lib/shots/tags"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const ballotSelect = {
  id: true,
  sessionId: true,
  showingId: true,
  question: true,
  leftTakeId: true,
  rightTakeId: true,
  outcome: true,
  judgeId: true,
  probability: true,
  votedAfterSeconds: true,
  correctsId: true,
  createdAt: true,
  judge: { select: { name: true } },
  showing: { select: { shotId: true, isRepeat: true } },
  session: { select: { projectId: true, questions: true } },
} satisfies Prisma.BallotSelect

type BallotRow = Prisma.BallotGetPayload<{ select: typeof ballotSelect }>

/**
 * What the team's blind sessions say: one ballot per question and showing, of a corrected one the newest, in the order in
 * which the pairs were shown. Repeats and the ballots of judges who were left out are there with weight 0. The weights of a
 * session's other ballots average 1, so that no session speaks louder for having had more pairs to draw from.
 */
export async function ballotsOfTeam(
  teamId: AuthorizedTeamId,
  { sessionId, projectId }: { sessionId?: string | undefined; projectId?: string | undefined } = {},
): Promise<CountedBallot[]> {
  const session = { ...(projectId && { projectId }) }
  const rows = await db().ballot.findMany({
    where: { teamId, ...(sessionId && { sessionId }), session, corrected: null },
    select: ballotSelect,
    orderBy: [{ showingId: "asc" }, { id: "asc" }],
  })
  if (rows.length === 0) return []
  const [takes, shots, leftOut] = await Promise.all([
    readTakes(teamId, unique(rows.map((row) => row.sessionId))),
    readShots(teamId, unique(rows.map(({ showing }) => showing.shotId))),
    readLeftOut(teamId),
  ])
  const counted = rows.map((row): CountedBallot => {
    const left = takes.get(keyOf(row.sessionId, row.leftTakeId))
    const right = takes.get(keyOf(row.sessionId, row.rightTakeId))
    if (!left || !right) throw new Error(`Ballot ${row.id} is about a take that its session does not have.`)
    const shot = shots.get(row.showing.shotId)
    const isLeftOut = leftOut.has(keyOf(row.sessionId, row.judgeId))
    return {
      session: row.sessionId,
      question: row.question,
      shot: row.showing.shotId,
      left: left.model,
      right: right.model,
      outcome: row.outcome,
      rater: row.judgeId,
      weight: row.showing.isRepeat || isLeftOut ? 0 : 1 / row.probability,
      votedAfterSeconds: row.votedAfterSeconds,
      id: row.id,
      sessionId: row.sessionId,
      showingId: row.showingId,
      judgeId: row.judgeId,
      judgeName: row.judge.name,
      projectId: row.session.projectId,
      shotId: row.showing.shotId,
      shotName: shot?.name ?? "",
      tags: shot?.tags ?? [],
      mode: left.mode === right.mode ? left.mode : "mixed",
      withAudio: left.hasAudio && right.hasAudio,
      isRepeat: row.showing.isRepeat,
      isLeftOut,
      isCorrection: row.correctsId !== null,
      leftTakeId: row.leftTakeId,
      rightTakeId: row.rightTakeId,
      votedAt: row.createdAt.toISOString(),
    }
  })
  return withEvenWeights(inOrderOfQuestions(rows, counted))
}

/** Ballots of one showing are stored at one moment: their order is that of the session's questions. */
function inOrderOfQuestions(rows: readonly BallotRow[], ballots: CountedBallot[]): CountedBallot[] {
  const places = new Map(rows.map(({ id, question, session }) => [id, (session.questions as string[]).indexOf(question)]))
  return ballots.toSorted((a, b) =>
    a.showingId === b.showingId ? (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0) : a.showingId < b.showingId ? -1 : 1,
  )
}

function withEvenWeights(ballots: readonly CountedBallot[]): CountedBallot[] {
  const sums = new Map<string, { weight: number; count: number }>()
  for (const { sessionId, weight } of ballots) {
    if (weight === 0) continue
    const sum = sums.get(sessionId) ?? { weight: 0, count: 0 }
    sums.set(sessionId, { weight: sum.weight + weight, count: sum.count + 1 })
  }
  return ballots.map((ballot) => {
    const sum = sums.get(ballot.sessionId)
    return sum ? { ...ballot, weight: (ballot.weight * sum.count) / sum.weight } : ballot
  })
}

type TakeFacts = { model: string; mode: Exclude<BallotMode, "mixed">; hasAudio: boolean }

async function readTakes(teamId: AuthorizedTeamId, sessionIds: string[]): Promise<Map<string, TakeFacts>> {
  const rows = await db().sessionTake.findMany({
    where: { teamId, sessionId: { in: sessionIds } },
    select: {
      ...{ sessionId: true, takeId: true, model: true, hasAudio: true },
      take: { select: { generation: { select: { request: true } } } },
    },
  })
  return new Map(
    rows.map(({ sessionId, takeId, model, hasAudio, take }) => {
      const { firstFrame } = take.generation.request as { firstFrame?: unknown }
      const mode = firstFrame ? "image_to_video" : "text_to_video"
      return [keyOf(sessionId, takeId), { model, mode, hasAudio: hasAudio ?? false }]
    }),
  )
}

async function readShots(teamId: AuthorizedTeamId, shotIds: string[]) {
  const rows = await db().shot.findMany({
    where: { teamId, id: { in: shotIds } },
    select: {
      ...{ id: true, title: true, tags: true },
      versions: { select: { text: true }, orderBy: { number: "desc" }, take: 1 },
    },
  })
  return new Map(
    rows.map(({ id, title, tags, versions }) => [
      id,
      { name: shotName(title, versions[0]?.text ?? ""), tags: toShotTags(tags) },
    ]),
  )
}

async function readLeftOut(teamId: AuthorizedTeamId): Promise<Set<string>> {
  const rows = await db().raterExclusion.findMany({ where: { teamId }, select: { sessionId: true, judgeId: true } })
  return new Set(rows.map(({ sessionId, judgeId }) => keyOf(sessionId, judgeId)))
}

const unique = (list: readonly string[]) => [...new Set(list)]

function keyOf(sessionId: string, other: string): string {
  return `${sessionId} ${other}`
}
