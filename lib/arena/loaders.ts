import "server-only"
import { z } from "zod"
import { sessionView } from "@/lib/arena/data"
import { judgedSession } from "@/lib/arena/judged"
import type { SessionView } from "@/lib/arena/schema"
import { loadTeam } from "@/lib/teams/access"

const uuid = z.uuid()

/** The name of a session that the signed-in person may judge; null otherwise. It names no model. */
export async function loadJudgedSession(team: string, sessionId: string): Promise<{ id: string; name: string } | null> {
  const { teamId, user } = await loadTeam(team)
  return uuid.safeParse(sessionId).success ? judgedSession(teamId, user.id, sessionId) : null
}

/** All of a session of the team, models named; null when it has none such. */
export async function loadSession(team: string, sessionId: string): Promise<SessionView | null> {
  const access = await loadTeam(team)
  return uuid.safeParse(sessionId).success ? sessionView(access, sessionId) : null
}
