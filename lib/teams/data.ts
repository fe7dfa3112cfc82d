import "server-only"
import type { SignedInUser } from "@/lib/auth/data"
import { db } from "@/lib/db"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

const accessSelect = { role: true, team: { select: { id: true, slug: true, name: true } } } as const

/** The person's membership of the team with this slug, or null: no such team and not their team look the same. */
export async function findAccessBySlug(user: SignedInUser, slug: string): Promise<TeamAccess | null> {
  const membership = await db().membership.findFirst({ where: { userId: user.id, team: { slug } }, select: accessSelect })
  return membership && toAccess(user, membership)
}

/** The same by the team's id, for rows that name their team (a clip, a take). */
export async function findAccessById(user: SignedInUser, teamId: string): Promise<TeamAccess | null> {
  const membership = await db().membership.findFirst({ where: { userId: user.id, teamId }, select: accessSelect })
  return membership && toAccess(user, membership)
}

type AccessRow = { role: TeamAccess["role"]; team: { id: string; slug: string; name: string } }

/** The one place where a membership that was read becomes a proven team id. */
function toAccess(user: SignedInUser, { role, team }: AccessRow): TeamAccess {
  return { teamId: team.id as AuthorizedTeamId, team: { slug: team.slug, name: team.name }, user, role }
}
