import "server-only"
import { ballotsOfTeam } from "@/lib/arena/ballots"
import { type CostLine, costLines } from "@/lib/report/cost"
import { exclusionsOf, findReportedSession, sessionNames } from "@/lib/report/data"
import { inGroup } from "@/lib/report/groups"
import { moneyOfModels, timesOfModels } from "@/lib/report/money-data"
import { type NamedFacts, namedFacts } from "@/lib/report/named"
import type { ReportedSession, ReportScope } from "@/lib/report/schema"
import { judgedTakes } from "@/lib/report/takes-data"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What every form of a report (page, files) is made of. */
export type ReportData = NamedFacts & { costs: CostLine[] }

/** One session's report; null when the team has no such session. */
export async function readSessionReport(
  teamId: AuthorizedTeamId,
  sessionId: string,
): Promise<{ session: ReportedSession; data: ReportData } | null> {
  const session = await findReportedSession(teamId, sessionId)
  if (!session) return null
  const ballots = await ballotsOfTeam(teamId, { sessionId })
  return { session, data: await readData(teamId, { sessionId }, ballots) }
}

/** The same over all of the team's sessions, or a project's; narrowed to a tag and a mode when asked. */
export async function readTeamReport(
  teamId: AuthorizedTeamId,
  scope: Extract<ReportScope, { projectId: string | null }>,
): Promise<ReportData> {
  const ballots = await ballotsOfTeam(teamId, { projectId: scope.projectId ?? undefined })
  return readData(teamId, scope, ballots)
}

async function readData(
  teamId: AuthorizedTeamId,
  scope: ReportScope,
  ballots: Awaited<ReturnType<typeof ballotsOfTeam>>,
): Promise<ReportData> {
  const sessionIds = [...new Set([...ballots.map(({ sessionId }) => sessionId), ...(scope.sessionId ? [scope.sessionId] : [])])]
  const [sessions, exclusions, allMoney, takes] = await Promise.all([
    sessionNames(teamId, sessionIds),
    exclusionsOf(teamId, sessionIds),
    moneyOfModels(teamId, scope),
    judgedTakes(teamId, scope),
  ])
  // What a team makes without judging it has no rating to stand beside.
  const group = scope.sessionId === undefined ? inGroup(ballots, scope) : ballots
  const judged = new Set([...group.flatMap(({ left, right }) => [left, right]), ...takes.map(({ model }) => model)])
  const money = allMoney.filter(({ model }) => judged.has(model))
  const times = await timesOfModels(teamId, [...judged])
  const named = namedFacts({ ballots, sessions, exclusions, money, times, takes })
  return { ...named, costs: costLines(named.money, named.times) }
}
