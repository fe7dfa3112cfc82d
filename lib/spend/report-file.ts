import "server-only"
import { csvRows } from "@/lib/csv"
import { db } from "@/lib/db"
import { vendorName } from "@/lib/providers/names"
import { settledIn } from "@/lib/spend/report"
import type { SpendPeriod } from "@/lib/spend/report-schema"
import { modelName } from "@/lib/takes/model-name"
import { shotName } from "@/lib/takes/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const columns = [
  ...["ended_at", "project", "shot", "shot_name", "take", "kind", "vendor", "model", "mode", "outcome"],
  ...["asked_by", "estimate_usd", "charged_usd", "kept"],
] as const

/** Rows are read so many at a time: the file may be longer than memory is meant for. */
const pageSize = 2000

type Row = {
  id: string
  at: Date
  project: string
  shot: number
  title: string
  text: string
  take: number | null
  kind: string
  provider: string
  model: string
  status: string
  author: string
  estimate: bigint
  charged: bigint
  isKept: boolean
}

/** Every generation whose money was settled in the period, one row each, oldest id first: a CSV in parts. Dollars. */
export async function* spendFile(teamId: AuthorizedTeamId, period: SpendPeriod): AsyncGenerator<string> {
  yield csvRows([columns])
  let after = "00000000-0000-0000-0000-000000000000"
  for (;;) {
    const rows = await page(teamId, period, after)
    if (rows.length > 0) yield csvRows(rows.map((row) => toCells(row, period.mode)))
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}

function page(teamId: AuthorizedTeamId, period: SpendPeriod, after: string): Promise<Row[]> {
  return db().$queryRaw`
    with settled as (${settledIn(teamId, period)})
    select generation.id::text as id, settled.at, project.name as project, shot.number as shot, shot.title,
      coalesce(shot.draft ->> 'text', '') as text, take.number as take, generation.kind::text as kind, generation.provider,
      generation.model, generation.status::text as status, person.name as author,
      generation."priceEstimateMicros" as estimate, settled.micros as charged,
      coalesce(shot."pickedTakeId" = take.id, false) as "isKept"
    from settled
    join "Generation" as generation on generation.id = settled.id and generation."teamId" = ${teamId}::uuid
    join "Project" as project on project.id = generation."projectId"
    join "Shot" as shot on shot.id = generation."shotId"
    join "User" as person on person.id = generation."createdById"
    left join "Take" as take on take."generationId" = generation.id
    where generation.id > ${after}::uuid
    order by generation.id
    limit ${pageSize}`
}

function toCells(row: Row, mode: SpendPeriod["mode"]) {
  return [
    ...[row.at.toISOString(), row.project, row.shot, shotName(row.title, row.text), row.take, row.kind],
    ...[vendorName(row.provider), modelName(row.model), mode, row.status, row.author],
    ...[Number(row.estimate) / 1e6, Number(row.charged) / 1e6, row.isKept],
  ]
}
