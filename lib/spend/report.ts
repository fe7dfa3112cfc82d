import "server-only"
import { db } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import { vendorName } from "@/lib/providers/names"
import { balance } from "@/lib/spend/data"
import { keptTakes } from "@/lib/spend/kept-takes"
import {
  periodOf,
  type SpendChoice,
  type SpendLine,
  type SpendPeriod,
  type SpendReport,
  type SpendSums,
} from "@/lib/spend/report-schema"
import { modelName } from "@/lib/takes/model-name"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What a team was charged, by project, model and kept take. Live money unless there is only the sandbox's. */
export async function spendReport(teamId: AuthorizedTeamId, team: string, choice: SpendChoice): Promise<SpendReport> {
  const months = await monthsOf(teamId)
  const hasLive = months.some(({ mode }) => mode === "live")
  const mode = choice.mode ?? (hasLive ? "live" : "sandbox")
  const period: SpendPeriod = { mode, month: choice.month ?? null }
  const [rows, projects, { heldMicros }, { kept, isKeptCut }] = await Promise.all([
    sums(teamId, period),
    db().project.findMany({ where: { teamId }, select: { id: true, slug: true, name: true } }),
    balance(teamId, mode),
    keptTakes(teamId, team, period),
  ])
  const named = new Map(projects.map((project) => [project.id, project]))
  const total = rows.find(({ project, model }) => project === null && model === null)
  return {
    ...period,
    ...{ heldMicros, kept, isKeptCut },
    months: months.filter((entry) => entry.mode === mode).map(({ month }) => month),
    hasBothModes: new Set(months.map((entry) => entry.mode)).size > 1,
    totals: toSums(total),
    projects: rows.flatMap((row): SpendLine[] => {
      const project = named.get(row.project ?? "")
      return project ? [{ ...toSums(row), id: project.id, name: project.name, href: `/${team}/${project.slug}` }] : []
    }),
    models: rows.flatMap((row): SpendLine[] => {
      if (row.model === null) return []
      const vendor = vendorName(row.model.split("/")[0] ?? row.model)
      return [{ ...toSums(row), id: row.model, name: `${modelName(row.model)}, ${vendor}`, href: null }]
    }),
  }
}

function monthsOf(teamId: AuthorizedTeamId): Promise<{ mode: SpendPeriod["mode"]; month: string }[]> {
  return db().$queryRaw`
    select distinct mode::text as mode, to_char("createdAt" at time zone 'UTC', 'YYYY-MM') as month
    from "LedgerEntry" where "teamId" = ${teamId}::uuid and kind <> 'reserve'
    order by month desc`
}

/** The generations whose money was settled in the period, with what it came to: everything a sum may be made over. */
export function settledIn(teamId: AuthorizedTeamId, { mode, month }: SpendPeriod): Prisma.Sql {
  const { from, to } = periodOf(month)
  return Prisma.sql`
    select "generationId" as id, sum("chargedMicros")::bigint as micros, max("createdAt") as at
    from "LedgerEntry"
    where "teamId" = ${teamId}::uuid and mode = ${mode}::"VendorMode" and kind <> 'reserve'
      and "createdAt" >= ${from} and "createdAt" < ${to}
    group by "generationId"`
}

type Row = {
  project: string | null
  model: string | null
  charged: bigint
  inVain: bigint
  ended: number
  takes: number
  kept: number
}

/** One row for each project, one for each model, and one for all. */
function sums(teamId: AuthorizedTeamId, period: SpendPeriod): Promise<Row[]> {
  return db().$queryRaw`
    with settled as (${settledIn(teamId, period)})
    select generation."projectId"::text as project, generation.model,
      coalesce(sum(micros), 0)::bigint as charged,
      coalesce(sum(micros) filter (where generation.status <> 'succeeded'), 0)::bigint as "inVain",
      count(*)::int as ended,
      (count(*) filter (where generation.status = 'succeeded' and generation.kind = 'video'))::int as takes,
      (count(*) filter (where shot."pickedTakeId" = take.id))::int as kept
    from settled
    join "Generation" as generation on generation.id = settled.id and generation."teamId" = ${teamId}::uuid
    join "Shot" as shot on shot.id = generation."shotId"
    left join "Take" as take on take."generationId" = generation.id
    group by grouping sets ((generation."projectId"), (generation.model), ())
    order by charged desc, ended desc, model`
}

function toSums(row: Row | undefined): SpendSums {
  return {
    chargedMicros: Number(row?.charged ?? 0),
    inVainMicros: Number(row?.inVain ?? 0),
    ended: row?.ended ?? 0,
    takes: row?.takes ?? 0,
    kept: row?.kept ?? 0,
  }
}
