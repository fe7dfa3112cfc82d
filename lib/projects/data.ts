import "server-only"
import { db } from "@/lib/db"
import type { ProjectView } from "@/lib/projects/schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

type Row = Omit<ProjectView, "spentMicros" | "lastActivityAt" | "posterUrls"> & {
  spentMicros: bigint
  lastActivityAt: Date
  posterIds: string[]
}

/** All projects of a team, the one that was worked on last first. */
export async function listProjects(teamId: AuthorizedTeamId): Promise<ProjectView[]> {
  const rows = await db().$queryRaw<Row[]>`
    select project.id, project.slug, project.name, project."isSample",
      (select count(*)::int from "Shot" where "projectId" = project.id and "trashedAt" is null) as "shotCount",
      (select count(*)::int from "Shot" where "projectId" = project.id and "trashedAt" is null and "pickedTakeId" is not null)
        as "pickedCount",
      (select count(*)::int from "Take" where "teamId" = project."teamId" and "projectId" = project.id and "trashedAt" is null)
        as "takeCount",
      (select coalesce(sum(coalesce("priceActualMicros", 0)), 0)::bigint from "Generation" join "Shot" on "Shot".id = "shotId"
        where "Shot"."projectId" = project.id and mode = 'live') as "spentMicros",
      greatest(project."createdAt", (select max("createdAt") from "Take" where "projectId" = project.id)) as "lastActivityAt",
      array(
        select take."posterClipId" from "Take" take join "Shot" shot on shot.id = take."shotId"
        where take."projectId" = project.id and take."posterClipId" is not null
          and take."trashedAt" is null and shot."trashedAt" is null
        order by (shot."pickedTakeId" = take.id) desc nulls last,
          case when shot."pickedTakeId" = take.id then shot.number end, take.id desc
        limit 4
      ) as "posterIds"
    from "Project" project
    where project."teamId" = ${teamId}::uuid
    order by "lastActivityAt" desc, project.id desc`
  return rows.map(({ posterIds, spentMicros, lastActivityAt, ...project }) => ({
    ...project,
    spentMicros: Number(spentMicros),
    lastActivityAt: lastActivityAt.toISOString(),
    posterUrls: posterIds.map((id) => `/api/clips/${id}`),
  }))
}

/** A project by its word in the address, or null. */
export async function findProject(teamId: AuthorizedTeamId, slug: string) {
  return db().project.findUnique({
    where: { teamId_slug: { teamId, slug } },
    select: { id: true, slug: true, name: true, isSample: true },
  })
}

/** Where a person should land: "team/project" of the newest take in any of their teams, else a project, else a team; null without a team. */
export async function findLastPlace(userId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ team: string; project: string | null }[]>`
    select team.slug as team, project.slug as project
    from "Membership" membership
    join "Team" team on team.id = membership."teamId"
    left join "Project" project on project."teamId" = team.id
    where membership."userId" = ${userId}::uuid
    order by greatest(project."createdAt", (select max("createdAt") from "Take" where "projectId" = project.id)) desc nulls last
    limit 1`
  if (!row) return null
  return row.project === null ? row.team : `${row.team}/${row.project}`
}

/** Whether this person may open this project: for a remembered "team/project". */
export async function mayOpen(userId: string, team: string, project: string): Promise<boolean> {
  const found = await db().project.findFirst({
    where: { slug: project, team: { slug: team, memberships: { some: { userId } } } },
    select: { id: true },
  })
  return found !== null
}
