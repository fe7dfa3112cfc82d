import "server-only"
import { db, direct, type StatementClient } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import type { VendorMode } from "@/lib/generated/prisma/enums"
import { type LineRow, type LineScope, lineColumns, lineSql } from "@/lib/lanes/line"
import type { HoldView, TakeWaiting } from "@/lib/lanes/schema"
import type { ProviderId } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** Where a queued generation stands in line; null when it is not queued. */
export async function standing(
  { id, teamId, provider, mode }: { id: string; teamId: AuthorizedTeamId; provider: ProviderId; mode: VendorMode },
  client: StatementClient = direct(),
): Promise<LineRow | null> {
  const [row] = await client.$queryRaw<LineRow[]>(
    Prisma.sql`${lineSql({ teamId, provider, mode })} select ${lineColumns} from line where line.id = ${id}::uuid`,
  )
  return row ?? null
}

/** Whether its turn has come. */
export function mayGo({ rank, free, isHeld }: LineRow): boolean {
  return !isHeld && rank <= free
}

/**
 * Those whose turn has come and that no job is there to send, oldest first; null for all teams. A job that runs right now
 * may have looked too early: `despiteRunning` counts it as none.
 */
export async function readyToSend(scope: LineScope | null, { despiteRunning }: { despiteRunning: boolean }): Promise<string[]> {
  const rows = await direct().$queryRaw<{ id: string }[]>(Prisma.sql`
    ${lineSql(scope)}
    select line.id from line where not line."isHeld" and line.rank <= line.free and not exists (
      select from graphile_worker.jobs as job
      where job.key = 'submit:' || line.id
        and case when job.locked_at is null then job.attempts < job.max_attempts else not ${despiteRunning}::boolean end
    ) order by line.id limit 1000`)
  return rows.map(({ id }) => id)
}

/** Those first in line whose lane time alone will open, with that moment in ms. */
export async function openings(scope: LineScope): Promise<{ id: string; opensAtMs: number; lane: string }[]> {
  return direct().$queryRaw(Prisma.sql`
    ${lineSql(scope)}
    select line.id, line.lane, extract(epoch from line."opensAt")::float8 * 1000 as "opensAtMs" from line
    where not line."isHeld" and line.rank = line.free + 1 and line."opensAt" is not null`)
}

type WaitingRow = LineRow & { takeId: string; batchId: string }

/** Why each of a team's queued takes waits, by take; those whose turn has come are absent. One query, however many. */
export async function waitingTakes(teamId: AuthorizedTeamId): Promise<ReadonlyMap<string, TakeWaiting>> {
  const rows = await direct().$queryRaw<WaitingRow[]>(Prisma.sql`
    ${lineSql({ teamId })}
    select ${lineColumns}, line."batchId", take.id as "takeId"
    from line join "Take" as take on take."generationId" = line.id where line."isHeld" or line.rank > line.free`)
  return new Map(rows.map((row) => [row.takeId, toWaiting(row)]))
}

function toWaiting({ isHeld, batchId, rank, free, pausedUntilMs, pause }: WaitingRow): TakeWaiting {
  if (isHeld) return { for: "person", batchId }
  const place = rank - free
  if (pausedUntilMs === null) return { for: "slot", place }
  const why = pause === "not_answering" ? "not_answering" : "busy"
  return { for: "vendor", why, until: new Date(pausedUntilMs).toISOString(), place }
}

/** The questions that stand open in a shot, oldest first. */
export async function holdsOfShot(teamId: AuthorizedTeamId, shotId: string): Promise<HoldView[]> {
  return db().$queryRaw<HoldView[]>`
    select hold."batchId"::text, hold.provider, hold.kind, min(generation.mode::text) as mode,
      (count(*) filter (where generation.status in ('failed', 'refused') and generation.failure->>'kind' = hold.kind))::int as failed,
      (count(*) filter (where generation.status = 'queued'))::int as waiting
    from "BatchHold" as hold
    join "Generation" as generation on generation."teamId" = hold."teamId" and generation."shotId" = hold."shotId"
      and generation."batchId" = hold."batchId" and generation.provider = hold.provider
    where hold."teamId" = ${teamId}::uuid and hold."shotId" = ${shotId}::uuid and hold."decidedAt" is null
    group by hold."batchId", hold.provider, hold.kind, hold."createdAt"
    having count(*) filter (where generation.status = 'queued') > 0
    order by hold."createdAt"`
}

/** Vendors that do not answer this team now, each with the moment of the next try. */
export async function vendorsDown(
  teamId: AuthorizedTeamId,
): Promise<{ provider: ProviderId; mode: VendorMode; until: Date }[]> {
  const rows = await db().lane.findMany({
    where: { teamId, pause: "not_answering", pausedUntil: { gt: new Date() } },
    select: { provider: true, mode: true, pausedUntil: true },
  })
  return rows.flatMap(({ provider, mode, pausedUntil }) => (pausedUntil ? [{ provider, mode, until: pausedUntil }] : []))
}
