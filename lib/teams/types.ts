import type { Role } from "@/lib/generated/prisma/enums"

declare const authorized: unique symbol

/**
 * A team id that somebody proved they may use. Only lib/teams/access.ts (a person) and lib/jobs (a row that names its
 * team) make one; every read and write of tenant rows asks for it, so an unproven id does not compile.
 */
export type AuthorizedTeamId = string & { readonly [authorized]: true }

/** Who acts, in which team, and as what. */
export type TeamAccess = {
  teamId: AuthorizedTeamId
  team: { slug: string; name: string }
  user: { id: string; name: string; email: string }
  role: Role
}
