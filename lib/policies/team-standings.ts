import "server-only"
import { ballotsOfTeam } from "@/lib/arena/ballots"
import { db, direct } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import { log } from "@/lib/log"
import { ballotsByKind, type PolicyBallot, rateStanding } from "@/lib/policies/rate-standings"
import type { TeamStandings } from "@/lib/policies/standings"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** `done`: the last standings that were worked out, maybe of fewer ballots than there are now. */
type Kept = { stamp: string; working: Promise<TeamStandings>; isWorking: boolean; done: TeamStandings | null }

/** One entry a team: fitting takes from some milliseconds to half a second, and a press or a page may need it any moment. */
const keptByTeam = new Map<string, Kept>()

/** What the team's ballots say of the models now: of everything that was stored before this was called. */
export async function standingsNow(teamId: AuthorizedTeamId): Promise<TeamStandings> {
  const stamp = await stampOf(teamId)
  const before = keptByTeam.get(teamId)
  return (before?.stamp === stamp ? before : startWork(teamId, stamp)).working
}

/**
 * The same without waiting: what was worked out last, null before the first time. Newer ballots are worked out behind, one
 * count after the other, for whoever asks next.
 */
export async function standingsKept(teamId: AuthorizedTeamId): Promise<TeamStandings | null> {
  const stamp = await stampOf(teamId)
  const before = keptByTeam.get(teamId)
  return (before && (before.isWorking || before.stamp === stamp) ? before : startWork(teamId, stamp)).done
}

function startWork(teamId: AuthorizedTeamId, stamp: string): Kept {
  const kept: Kept = { stamp, working: workOut(teamId), isWorking: true, done: keptByTeam.get(teamId)?.done ?? null }
  keptByTeam.set(teamId, kept)
  kept.working.then(
    (standings) => {
      kept.done = standings
      kept.isWorking = false
    },
    (error: unknown) => {
      if (keptByTeam.get(teamId) === kept) keptByTeam.delete(teamId)
      log().warn({ error, teamId }, "ballots could not be rated for policies")
    },
  )
  return kept
}

/** Between two kinds of shots, others are let in. */
async function workOut(teamId: AuthorizedTeamId): Promise<TeamStandings> {
  const standings: Record<string, TeamStandings[keyof TeamStandings]> = {}
  for (const [key, ballots] of ballotsByKind(await readBallots(teamId))) {
    standings[key] = rateStanding(ballots)
    await new Promise(setImmediate)
  }
  return standings
}

/** A pair of a real take and one of the sandbox says nothing of models. */
async function readBallots(teamId: AuthorizedTeamId): Promise<PolicyBallot[]> {
  const ballots = await ballotsOfTeam(teamId, {})
  if (ballots.length === 0) return []
  const takes = await db().sessionTake.findMany({
    where: { teamId },
    select: { takeId: true, take: { select: { generation: { select: { mode: true } } } } },
  })
  const madeOf = new Map(takes.map(({ takeId, take }) => [takeId, take.generation.mode]))
  return ballots.flatMap((ballot) => {
    const made = madeOf.get(ballot.leftTakeId)
    return made !== undefined && made === madeOf.get(ballot.rightTakeId) ? { ...ballot, made } : []
  })
}

/** Changes with everything that the standings hang on: ballots (append-only, so a count tells), who is left out, the shots' tags. */
async function stampOf(teamId: AuthorizedTeamId): Promise<string> {
  const stamp = await direct().$queryRaw<unknown[]>(Prisma.sql`
    select
      (select count(*)::int from "Ballot" where "teamId" = ${teamId}::uuid) as ballots,
      (select md5(string_agg("sessionId"::text || "judgeId"::text, ',' order by "sessionId", "judgeId"))
        from "RaterExclusion" where "teamId" = ${teamId}::uuid) as "leftOut",
      (select md5(string_agg(id::text || tags::text, ',' order by id))
        from "Shot" where "teamId" = ${teamId}::uuid and tags <> '{}') as tags`)
  return JSON.stringify(stamp)
}
