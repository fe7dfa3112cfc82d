import "server-only"
import { db } from "@/lib/db"
import type { AuthorizedTeamId } from "@/lib/teams/types"

type ModelInMode = { model: string; mode: "sandbox" | "live" }

/** How many of the newest finished generations the expectation is read from. */
const sample = 30

/**
 * How long each model took lately, Generate to stored, as the median in seconds, from this team's own takes.
 * Keyed by `historyKey`; a model without history is absent.
 */
export async function expectedSeconds(
  teamId: AuthorizedTeamId,
  models: readonly ModelInMode[],
): Promise<ReadonlyMap<string, number>> {
  if (models.length === 0) return new Map()
  const wanted = [...new Map(models.map((entry) => [historyKey(entry), entry])).values()]
  const rows = await db().$queryRaw<{ model: string; mode: ModelInMode["mode"]; seconds: number }[]>`
    select wanted.model, wanted.mode, percentile_cont(0.5) within group (order by recent.seconds)::float8 as seconds
    from unnest(${wanted.map(({ model }) => model)}::text[], ${wanted.map(({ mode }) => mode)}::text[]) as wanted(model, mode)
    cross join lateral (
      select extract(epoch from "finishedAt" - "createdAt") as seconds
      from "Generation"
      where "teamId" = ${teamId}::uuid and provider = split_part(wanted.model, '/', 1) and model = wanted.model
        and mode = wanted.mode::"VendorMode" and status = 'succeeded' and "finishedAt" is not null
      order by "finishedAt" desc
      limit ${sample}
    ) as recent
    group by wanted.model, wanted.mode`
  return new Map(rows.map((row) => [historyKey(row), row.seconds]))
}

/** The key of `expectedSeconds`: sandbox and live have histories of their own. */
export function historyKey({ model, mode }: ModelInMode): string {
  return `${mode}:${model}`
}
