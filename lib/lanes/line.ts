import "server-only"
import { Prisma } from "@/lib/generated/prisma/client"
import type { VendorMode } from "@/lib/generated/prisma/enums"
import { laneLimits } from "@/lib/lanes/rules"

/** Whose line: a team's, or that of its way to one vendor. */
export type LineScope = { teamId: string; provider?: string; mode?: VendorMode }

/** One queued generation as `line` has it. */
export type LineRow = {
  id: string
  /** Its place among those of its lane that no person has to decide about, from 1, oldest first. */
  rank: number
  isHeld: boolean
  /** How many of its lane may be sent now. It may go when its rank is not above that. */
  free: number
  /** Whether the lane has anything to share: a limit, a rate, or the care after a pause. */
  isNarrow: boolean
  pausedUntilMs: number | null
  pause: "told_to_wait" | "busy" | "not_answering" | null
  /** Since 1970: when time alone lets more of the lane go; null when only a job that leaves the vendor does. */
  opensAtMs: number | null
}

/** Columns of `LineRow` for a select over `line`. */
export const lineColumns = Prisma.sql`line.id, line.rank, line."isHeld", line.free, line."isNarrow", line.pause,
  extract(epoch from line."pausedUntil")::float8 * 1000 as "pausedUntilMs", extract(epoch from line."opensAt")::float8 * 1000 as "opensAtMs"`

/**
 * The lines at the vendors, as a `with` clause whose last member is `line` (`LineRow`, and teamId, provider, mode, lane,
 * batchId). Everything is derived: who is at work from the generations' statuses, so a slot ends with its job however its
 * worker ended. An `unknown` holds its slot while it is looked for. Null for all teams.
 */
export function lineSql(scope: LineScope | null): Prisma.Sql {
  return Prisma.sql`
    with limits as (
      select * from jsonb_to_recordset(${JSON.stringify(laneLimits())}::jsonb) as limits(
        provider text, jobs int, "perModel" boolean, "intervalSeconds" float8, "burstSeconds" float8)
    ), open as materialized (
      select generation.id, generation."teamId", generation.provider, generation.mode, generation."batchId", generation.status,
        case when limits."perModel" then generation.model else '' end as lane, limits.jobs, limits."intervalSeconds", limits."burstSeconds"
      from "Generation" as generation left join limits on limits.provider = generation.provider
      where generation.status in ('queued', 'submitting', 'running', 'unknown')
        and (generation.status <> 'unknown' or generation."unknownUntil" > now()) ${scopeSql(scope)}
    ), lanes as (
      select "teamId", provider, mode, lane, jobs, "intervalSeconds", "burstSeconds",
        count(*) filter (where status <> 'queued')::int as "atWork", count(*) filter (where status = 'submitting')::int as sending
      from open group by "teamId", provider, mode, lane, jobs, "intervalSeconds", "burstSeconds"
    ), states as materialized (
      select lanes.*, met.*,
        floor(("burstSeconds" - greatest(0, extract(epoch from met."pacedTo" - now()))) / "intervalSeconds")::int as allowance,
        met."pacedTo" - make_interval(secs => "burstSeconds" - "intervalSeconds") as "paceOpensAt"
      from lanes cross join lateral (
        select max("pausedUntil") filter (where "pausedUntil" > now()) as "pausedUntil",
          (array_agg(pause::text order by "pausedUntil" desc) filter (where "pausedUntil" > now()))[1] as pause,
          max("carefulUntil") filter (where "carefulUntil" > now()) as "carefulUntil",
          coalesce(max("pacedTo"), now()) as "pacedTo"
        from "Lane" where "Lane"."teamId" = lanes."teamId" and "Lane".provider = lanes.provider and "Lane".mode = lanes.mode
          and "Lane".model in ('', lanes.lane)
      ) as met
    ), waiting as (
      select id, "teamId", provider, mode, lane, "batchId", exists (
        select from "BatchHold" as hold
        where hold."batchId" = open."batchId" and hold.provider = open.provider and hold."decidedAt" is null
      ) as "isHeld"
      from open where status = 'queued'
    ), line as (
      select waiting.*, states."pausedUntil", states.pause,
        row_number() over (partition by "teamId", provider, mode, lane, "isHeld" order by waiting.id)::int as rank,
        greatest(0, coalesce(least(
          jobs - "atWork", allowance,
          case when "carefulUntil" is not null then 1 - sending end,
          case when "pausedUntil" is not null then 0 end
        ), 1000000)) as free,
        jobs is not null or "intervalSeconds" is not null or "carefulUntil" is not null as "isNarrow",
        coalesce(greatest("pausedUntil", case when allowance < 1 then "paceOpensAt" end), "carefulUntil") as "opensAt"
      from waiting join states using ("teamId", provider, mode, lane)
    )`
}

function scopeSql(scope: LineScope | null): Prisma.Sql {
  if (!scope) return Prisma.empty
  const { teamId, provider, mode } = scope
  const atVendor =
    provider === undefined
      ? Prisma.empty
      : Prisma.sql`and generation.provider = ${provider} and generation.mode = ${mode}::"VendorMode"`
  return Prisma.sql`and generation."teamId" = ${teamId}::uuid ${atVendor}`
}
