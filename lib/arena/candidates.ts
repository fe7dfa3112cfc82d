import "server-only"
import type { Candidates, CandidateTake } from "@/lib/arena/candidates-schema"
import { db } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import { modelName } from "@/lib/takes/model-name"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** Of each model in each shot: so many of its newest takes can be chosen from. */
const takesPerCell = 6
/** The newest shots with takes of two models or more; a session of more is not judged by anybody. */
const mostShots = 60

type Row = Omit<CandidateTake, "posterUrl" | "modelId"> & {
  model: string
  posterClipId: string | null
  shotNumber: number
  title: string
  prompt: string
}

/**
 * What a session of a project can be made of: the finished takes of its shots, outside the trash, the newest first in each
 * cell. `picked` are in it whatever their age, and then only their shots and models are.
 */
export async function candidatesOf(
  teamId: AuthorizedTeamId,
  projectId: string,
  picked: readonly string[] = [],
): Promise<Candidates> {
  const chosen = Prisma.sql`${[...picked]}::uuid[]`
  const rows = await db().$queryRaw<Row[]>`
    with finished as (
      select take.id as "takeId", take."shotId", generation.model, take.number, take."posterClipId",
        coalesce(clip."durationSeconds", 0)::float8 as "durationSeconds", shot.number as "shotNumber", shot.title,
        coalesce(shot.draft ->> 'text', '') as prompt, take.id = any(${chosen}) as "isPicked",
        row_number() over (partition by take."shotId", generation.model order by take.number desc) as place
      from "Take" take
      join "Generation" generation on generation.id = take."generationId"
      join "Shot" shot on shot.id = take."shotId"
      join "Clip" clip on clip.id = take."clipId"
      where take."teamId" = ${teamId}::uuid and take."projectId" = ${projectId}::uuid
        and take."trashedAt" is null and shot."trashedAt" is null and generation.status = 'succeeded'
    ), shown as (
      select "shotId" from finished
      group by "shotId"
      having ${picked.length > 0 ? Prisma.sql`bool_or("isPicked")` : Prisma.sql`count(distinct model) > 1`}
      order by max("shotNumber") desc
      limit ${mostShots}
    )
    select "takeId", "shotId", model, number, "posterClipId", "durationSeconds", "shotNumber", title, prompt
    from finished
    where "shotId" in (select "shotId" from shown)
      and ${picked.length > 0 ? Prisma.sql`model in (select model from finished where "isPicked")` : Prisma.sql`true`}
      and (place <= ${takesPerCell} or "isPicked")
    order by "shotNumber", model, number desc`
  return {
    shots: unique(rows, ({ shotId }) => shotId).map(({ shotId, shotNumber, title, prompt }) => ({
      id: shotId,
      number: shotNumber,
      name: shotName(title, prompt),
    })),
    models: byUse(rows).map((id) => ({ id, name: modelName(id) })),
    takes: rows.map(({ takeId, shotId, model, number, posterClipId, durationSeconds }) => ({
      takeId,
      shotId,
      modelId: model,
      number,
      durationSeconds,
      posterUrl: posterClipId && `/api/clips/${posterClipId}`,
    })),
  }
}

/** The project that all of these takes are of; null when they are of several, or none is the team's. */
export async function projectOfTakes(teamId: AuthorizedTeamId, takeIds: readonly string[]): Promise<string | null> {
  const found = await db().take.findMany({
    where: { teamId, id: { in: [...takeIds] } },
    distinct: ["projectId"],
    select: { project: { select: { slug: true } } },
  })
  return found.length === 1 ? (found[0]?.project.slug ?? null) : null
}

/** The models in most shots first. */
function byUse(rows: readonly Row[]): string[] {
  const shots = new Map<string, Set<string>>()
  for (const { model, shotId } of rows) shots.set(model, (shots.get(model) ?? new Set()).add(shotId))
  return [...shots].sort(([one, a], [other, b]) => b.size - a.size || (one < other ? -1 : 1)).map(([model]) => model)
}

function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
