import "server-only"
import { db } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import type { ModelMoney, ModelTime } from "@/lib/report/cost"
import type { ReportScope } from "@/lib/report/schema"
import { inScope } from "@/lib/report/scope"
import type { AuthorizedTeamId } from "@/lib/teams/types"

type MoneyRow = Omit<ModelMoney, "versionsUntilPick" | "deliveredMicros" | "chargedMicros"> & {
  deliveredMicros: bigint
  chargedMicros: bigint
}

/**
 * What the models of a session were charged in the session's shots, or all of the team's models in their shots, by model and
 * mode. Only what has ended counts.
 */
export async function moneyOfModels(teamId: AuthorizedTeamId, scope: ReportScope): Promise<ModelMoney[]> {
  const [rows, versions] = await Promise.all([
    db().$queryRaw<MoneyRow[]>(Prisma.sql`
      select generation.model, generation.mode::text as mode,
        (count(*) filter (where generation.status = 'succeeded'))::int as takes,
        coalesce(sum(clip."durationSeconds") filter (where generation.status = 'succeeded'), 0)::float8 as "deliveredSeconds",
        coalesce(sum(generation."priceActualMicros") filter (
          where generation.status = 'succeeded' and clip."durationSeconds" > 0), 0)::bigint as "deliveredMicros",
        coalesce(sum(generation."priceActualMicros"), 0)::bigint as "chargedMicros",
        (count(*) filter (where shot."pickedTakeId" = take.id))::int as picked
      from "Generation" as generation
      join "Shot" as shot on shot.id = generation."shotId"
      left join "Take" as take on take."generationId" = generation.id
      left join "Clip" as clip on clip.id = take."clipId"
      where generation."teamId" = ${teamId}::uuid and generation.kind = 'video'
        and generation.status in ('succeeded', 'failed', 'refused', 'cancelled', 'expired') and ${inScope(teamId, scope)}
      group by generation.model, generation.mode`),
    versionsUntilPick(teamId, scope),
  ])
  return rows.map((row) => ({
    ...row,
    deliveredMicros: Number(row.deliveredMicros),
    chargedMicros: Number(row.chargedMicros),
    versionsUntilPick: versions.filter(({ model, mode }) => model === row.model && mode === row.mode).map(({ count }) => count),
  }))
}

/** Per picked take, with how many wordings of its shot its model had been asked, the picked one's included. */
function versionsUntilPick(teamId: AuthorizedTeamId, scope: ReportScope) {
  return db().$queryRaw<{ model: string; mode: ModelMoney["mode"]; count: number }[]>(Prisma.sql`
    select generation.model, generation.mode::text as mode, (
      select count(distinct version.id)::int from "Generation" as earlier
      join "PromptVersion" as version on version.id = earlier."promptVersionId"
      where earlier."teamId" = ${teamId}::uuid and earlier."shotId" = shot.id and earlier.model = generation.model
        and earlier.kind = 'video' and version.number <= picked.number
    ) as count
    from "Shot" as shot
    join "Take" as take on take.id = shot."pickedTakeId"
    join "Generation" as generation on generation.id = take."generationId"
    join "PromptVersion" as picked on picked.id = generation."promptVersionId"
    left join "Clip" as clip on clip.id = take."clipId"
    where shot."teamId" = ${teamId}::uuid and generation."teamId" = ${teamId}::uuid and ${inScope(teamId, scope)}
    order by shot.id`)
}

/** How many of a model's newest takes its times are read from. */
const sample = 200

/** How long these models took, Generate to stored: half done in, nine of ten in; from the team's own takes, by mode. */
export async function timesOfModels(teamId: AuthorizedTeamId, models: readonly string[]): Promise<ModelTime[]> {
  if (models.length === 0) return []
  return db().$queryRaw<ModelTime[]>`
    select wanted.model, wanted.mode, count(*)::int as takes,
      percentile_cont(0.5) within group (order by recent.seconds)::float8 as "halfSeconds",
      percentile_cont(0.9) within group (order by recent.seconds)::float8 as "nineOfTenSeconds"
    from (select unnest(${[...models]}::text[]) as model) as known
    cross join lateral (select known.model, mode from unnest(array['live', 'sandbox']) as mode) as wanted
    cross join lateral (
      select extract(epoch from "finishedAt" - "createdAt") as seconds
      from "Generation"
      where "teamId" = ${teamId}::uuid and provider = split_part(wanted.model, '/', 1) and model = wanted.model
        and mode = wanted.mode::"VendorMode" and kind = 'video' and status = 'succeeded' and "finishedAt" is not null
      order by "finishedAt" desc
      limit ${sample}
    ) as recent
    group by wanted.model, wanted.mode`
}
