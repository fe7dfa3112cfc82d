import "server-only"
import { direct, type StatementClient, type Transaction } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import type { VendorMode } from "@/lib/generated/prisma/enums"
import {
  busySeconds,
  carefulSeconds,
  downSeconds,
  failuresUntilDown,
  laneLimits,
  laneModel,
  mostToldSeconds,
} from "@/lib/lanes/rules"

/** Whose way to which vendor, and with which model. */
export type AtVendor = { teamId: string; provider: string; mode: VendorMode; model: string }

/**
 * Until the transaction ends, nobody else may take a slot of this vendor for this team: the one decision that must not be
 * made twice at once. It guards the count of jobs at work, and lives no longer than its session.
 */
export async function lockLanes(tx: Transaction, { teamId, provider, mode }: AtVendor): Promise<void> {
  const name = `rushes lane ${teamId} ${provider} ${mode}`
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}

/** Puts the lane's clock forward by one submit. Returns when the next may go; null where the vendor states no rate. */
export async function countSubmit(tx: Transaction, at: AtVendor): Promise<Date | null> {
  const limits = laneLimits().find(({ provider }) => provider === at.provider)
  const seconds = limits?.intervalSeconds ?? null
  if (seconds === null) return null
  const [row] = await tx.$queryRaw<{ pacedToMs: number }[]>`
    insert into "Lane" ("teamId", provider, mode, model, "pacedTo")
    values (${key(at, laneModel(at))}, now() + make_interval(secs => ${seconds}::float8))
    on conflict ("teamId", provider, mode, model) do update
      set "pacedTo" = greatest("Lane"."pacedTo", now()) + make_interval(secs => ${seconds}::float8)
    returning extract(epoch from "pacedTo")::float8 * 1000 as "pacedToMs"`
  return new Date((row?.pacedToMs ?? 0) - ((limits?.burstSeconds ?? seconds) - seconds) * 1000)
}

/**
 * The vendor takes no more for now: its whole lane waits, as long as it said, else longer with every time in a row. What
 * was on its way at the same moment and is refused too counts as the same time. Returns when the next may try.
 */
export async function pauseLane(tx: StatementClient, at: AtVendor, toldSeconds: number | undefined): Promise<Date> {
  const told = toldSeconds === undefined ? null : Math.min(toldSeconds, mostToldSeconds)
  const pause = told === null ? "busy" : "told_to_wait"
  const seconds = (pauses: Prisma.Sql) => Prisma.sql`coalesce(${told}::float8, ${backoffSql(busySeconds, pauses)})`
  const until = (pauses: Prisma.Sql) => Prisma.sql`now() + make_interval(secs => ${seconds(pauses)})`
  const [row] = await tx.$queryRaw<{ untilMs: number }[]>(Prisma.sql`
    insert into "Lane" as lane ("teamId", provider, mode, model, "pausedUntil", pause, "pausesInRow", "carefulUntil")
    values (${key(at, laneModel(at))}, ${until(Prisma.sql`0`)}, ${pause}::"LanePause", 1, now() + ${carefulSql(seconds(Prisma.sql`0`))})
    on conflict ("teamId", provider, mode, model) do update set
      "pausedUntil" = case when lane."pausedUntil" > now() then greatest(lane."pausedUntil", now() + make_interval(secs => coalesce(${told}::float8, 0)))
        else ${until(Prisma.sql`lane."pausesInRow"`)} end,
      pause = case when lane.pause = 'not_answering' and lane."pausedUntil" > now() then lane.pause else ${pause}::"LanePause" end,
      "pausesInRow" = lane."pausesInRow" + case when lane."pausedUntil" > now() then 0 else 1 end,
      "carefulUntil" = greatest(lane."carefulUntil", now() + ${carefulSql(seconds(Prisma.sql`lane."pausesInRow"`))})
    returning extract(epoch from "pausedUntil")::float8 * 1000 as "untilMs"`)
  return new Date(row?.untilMs ?? Date.now())
}

/**
 * One more call that the vendor did not answer. After `failuresUntilDown` in a row it counts as down and is left alone,
 * longer with every probe that fails. Returns when the next probe may go; null while it is not down.
 */
export async function countFailure(at: AtVendor, client: StatementClient = direct()): Promise<Date | null> {
  const seconds = backoffSql(downSeconds[at.mode], Prisma.sql`lane."pausesInRow"`)
  const isNowDown = Prisma.sql`lane."failuresInRow" + 1 >= ${failuresUntilDown}::int and not coalesce(lane."pausedUntil" > now(), false)`
  const [row] = await client.$queryRaw<{ untilMs: number | null }[]>(Prisma.sql`
    insert into "Lane" as lane ("teamId", provider, mode, model, "failuresInRow") values (${key(at, "")}, 1)
    on conflict ("teamId", provider, mode, model) do update set
      "failuresInRow" = lane."failuresInRow" + 1,
      "pausedUntil" = case when ${isNowDown} then now() + make_interval(secs => ${seconds}::float8) else lane."pausedUntil" end,
      pause = case when ${isNowDown} then 'not_answering' else lane.pause end,
      "pausesInRow" = lane."pausesInRow" + case when ${isNowDown} then 1 else 0 end,
      "carefulUntil" = case when ${isNowDown} then now() + ${carefulSql(seconds)} else lane."carefulUntil" end
    returning case when pause = 'not_answering' and "pausedUntil" > now() then extract(epoch from "pausedUntil")::float8 * 1000 end as "untilMs"`)
  return typeof row?.untilMs === "number" ? new Date(row.untilMs) : null
}

/**
 * The vendor answered. That ends its being down; an accepted submit also makes the next pause a short one again. Costs
 * one look where there was no trouble. Returns whether there had been.
 */
export async function countAnswer(at: AtVendor, { wasAccepted }: { wasAccepted: boolean }): Promise<boolean> {
  const rows = await direct().$queryRaw<unknown[]>(Prisma.sql`
    update "Lane" set
      "failuresInRow" = 0,
      "pausedUntil" = case when pause = 'not_answering' then null else "pausedUntil" end,
      "carefulUntil" = case when pause = 'not_answering' and ${wasAccepted}::boolean then null else "carefulUntil" end,
      "pausesInRow" = case when ${wasAccepted}::boolean then 0 else "pausesInRow" end
    where "teamId" = ${at.teamId}::uuid and provider = ${at.provider} and mode = ${at.mode}::"VendorMode"
      and model in ('', ${laneModel(at)}) and ("failuresInRow" > 0 or "carefulUntil" > now())
    returning 1`)
  return rows.length > 0
}

/** A job has left the vendor: one that only said "busy" may be tried at once. Returns whether it had. */
export async function endBusyPause(at: AtVendor): Promise<boolean> {
  const rows = await direct().$queryRaw<unknown[]>(Prisma.sql`
    update "Lane" set "pausedUntil" = null
    where "teamId" = ${at.teamId}::uuid and provider = ${at.provider} and mode = ${at.mode}::"VendorMode"
      and model = ${laneModel(at)} and pause = 'busy' and "pausedUntil" > now() returning 1`)
  return rows.length > 0
}

function key({ teamId, provider, mode }: AtVendor, model: string): Prisma.Sql {
  return Prisma.sql`${teamId}::uuid, ${provider}, ${mode}::"VendorMode", ${model}`
}

/** Doubling seconds, each shortened by up to a half at random, so that teams do not come back together. */
function backoffSql({ first, most }: { first: number; most: number }, pauses: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`least(${most}::float8, ${first}::float8 * 2 ^ least(${pauses}, 20)) * (1 - random() / 2)`
}

/** A pause of so many seconds, and the careful time behind it. */
function carefulSql(seconds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`make_interval(secs => ${seconds} + ${carefulSeconds}::float8)`
}
