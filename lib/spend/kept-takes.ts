import "server-only"
import { db } from "@/lib/db"
import { type KeptTake, periodOf, type SpendPeriod } from "@/lib/spend/report-schema"
import { modelName } from "@/lib/takes/model-name"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** So many stand on the page; the file has all. */
const most = 200

type Row = {
  takeId: string
  slug: string
  projectName: string
  shotNumber: number
  title: string
  text: string
  takeNumber: number
  model: string
  own: bigint
  shot: bigint
  ended: number
}

/** The picked takes that were finished in the period, those of the dearest shots first. */
export async function keptTakes(
  teamId: AuthorizedTeamId,
  team: string,
  { mode, month }: SpendPeriod,
): Promise<{ kept: KeptTake[]; isKeptCut: boolean }> {
  const { from, to } = periodOf(month)
  const rows = await db().$queryRaw<Row[]>`
    select take.id::text as "takeId", project.slug, project.name as "projectName", shot.number as "shotNumber", shot.title,
      coalesce(shot.draft ->> 'text', '') as text, take.number as "takeNumber", generation.model,
      coalesce(generation."priceActualMicros", 0)::bigint as own, whole.micros as shot, whole.ended
    from "Shot" as shot
    join "Take" as take on take.id = shot."pickedTakeId"
    join "Generation" as generation on generation.id = take."generationId"
    join "Project" as project on project.id = shot."projectId"
    cross join lateral (
      select coalesce(sum("priceActualMicros"), 0)::bigint as micros, count("finishedAt")::int as ended
      from "Generation" as any_of
      where any_of."teamId" = ${teamId}::uuid and any_of."shotId" = shot.id and any_of.mode = generation.mode
    ) as whole
    where shot."teamId" = ${teamId}::uuid and shot."trashedAt" is null and generation.mode = ${mode}::"VendorMode"
      and generation."finishedAt" >= ${from} and generation."finishedAt" < ${to}
    order by whole.micros desc, shot.id
    limit ${most + 1}`
  const kept = rows.slice(0, most).map(
    (row): KeptTake => ({
      takeId: row.takeId,
      href: `/${team}/${row.slug}/shots/${row.shotNumber}`,
      name: `${row.shotNumber} ${shotName(row.title, row.text)}, take ${row.takeNumber}`,
      projectName: row.projectName,
      modelName: modelName(row.model),
      ownMicros: Number(row.own),
      shotMicros: Number(row.shot),
      shotEnded: row.ended,
    }),
  )
  return { kept, isKeptCut: rows.length > most }
}
