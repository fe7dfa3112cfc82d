import "server-only"
import { db } from "@/lib/db"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** A session's name for somebody who may judge it; null when the team has none such, or it is not theirs to judge. */
export function judgedSession(
  teamId: AuthorizedTeamId,
  userId: string,
  sessionId: string,
): Promise<{ id: string; name: string } | null> {
  return db().judgingSession.findFirst({
    where: { id: sessionId, teamId, OR: [{ isForAll: true }, { judges: { some: { userId } } }] },
    select: { id: true, name: true },
  })
}
