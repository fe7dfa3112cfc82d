import "server-only"
import { Prisma } from "@/lib/generated/prisma/client"
import type { ModeGroup } from "@/lib/report/groups"
import type { ReportScope } from "@/lib/report/schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** A condition on `generation`, `shot` and `clip`: what belongs to the report. The caller names the team besides. */
export function inScope(teamId: AuthorizedTeamId, scope: ReportScope): Prisma.Sql {
  if (scope.sessionId !== undefined) {
    const own = Prisma.sql`from "SessionTake" where "teamId" = ${teamId}::uuid and "sessionId" = ${scope.sessionId}::uuid`
    return Prisma.sql`generation."shotId" in (select "shotId" ${own}) and generation.model in (select model ${own})`
  }
  const conditions = [
    Prisma.sql`true`,
    ...(scope.projectId ? [Prisma.sql`generation."projectId" = ${scope.projectId}::uuid`] : []),
    ...(scope.tag ? [Prisma.sql`${scope.tag} = any(shot.tags)`] : []),
    ...(scope.mode ? [ofMode[scope.mode]] : []),
  ]
  return Prisma.join(conditions, " and ")
}

const ofMode: Record<ModeGroup, Prisma.Sql> = {
  text: Prisma.sql`jsonb_typeof(generation.request->'firstFrame') is distinct from 'object'`,
  image: Prisma.sql`jsonb_typeof(generation.request->'firstFrame') = 'object'`,
  // What never became a clip had sound if it was asked for.
  audio: Prisma.sql`coalesce(clip."hasAudio", generation.request->>'sound' = 'true', false)`,
}
