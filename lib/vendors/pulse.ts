import "server-only"
import { db } from "@/lib/db"
import { log } from "@/lib/log"
import type { ProviderId } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import type { VendorMode } from "@/lib/vendors/modes"

type Beat = {
  teamId: AuthorizedTeamId
  provider: ProviderId
  mode: VendorMode
  hour: number
  calls: number
  failures: number
  lastAt: number
  lastFailure: string | null
}

/** Looking at a job is thousands of calls an hour: they are written down together, this often. */
const writeEveryMs = 2000
const hourMs = 3_600_000
/** Older hours are nobody's concern any more. */
const keepHours = 7 * 24

const beats = new Map<string, Beat>()
let timer: NodeJS.Timeout | undefined

/**
 * Notes one call to a vendor for the vendors page; `failure` is its `ProviderErrorKind`, null when it went well. Costs
 * nothing now: a process that is killed loses the last two seconds of it, which is only a statistic.
 */
export function notePulse(
  { teamId, provider, mode }: Pick<Beat, "teamId" | "provider" | "mode">,
  failure: string | null,
  now = Date.now(),
): void {
  const hour = now - (now % hourMs)
  const key = `${teamId} ${provider} ${mode} ${hour}`
  const beat = beats.get(key) ?? { teamId, provider, mode, hour, calls: 0, failures: 0, lastAt: 0, lastFailure: null }
  beat.calls += 1
  if (failure !== null) beat.failures += 1
  beat.lastAt = now
  beat.lastFailure = failure
  beats.set(key, beat)
  timer ??= setTimeout(() => {
    writePulse().catch((error) => log().warn({ error }, "vendor calls not counted"))
  }, writeEveryMs)
  timer.unref()
}

/** Writes what was noted so far; also for a process that ends. */
export async function writePulse(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const rows = [...beats.values()]
  beats.clear()
  if (rows.length === 0) return
  await db().$executeRaw`
    insert into "VendorPulse" as pulse ("teamId", provider, mode, hour, calls, failures, "lastAt", "lastFailure")
    select given."teamId", given.provider, given.mode, to_timestamp(given.hour / 1000), given.calls, given.failures,
      to_timestamp(given."lastAt" / 1000), given."lastFailure"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(
      "teamId" uuid, provider text, mode "VendorMode", hour float8, calls int, failures int, "lastAt" float8, "lastFailure" text)
    where exists (select from "Team" where "Team".id = given."teamId")
    on conflict ("teamId", provider, mode, hour) do update set
      calls = pulse.calls + excluded.calls, failures = pulse.failures + excluded.failures,
      "lastFailure" = case when excluded."lastAt" >= pulse."lastAt" then excluded."lastFailure" else pulse."lastFailure" end,
      "lastAt" = greatest(pulse."lastAt", excluded."lastAt")`
}

/** Forgets the hours that no page shows any more; of every team, which is why it is the sweep's alone. */
export async function forgetOldPulses(): Promise<void> {
  await db().vendorPulse.deleteMany({ where: { hour: { lt: new Date(Date.now() - keepHours * hourMs) } } })
}

/** How a vendor answered lately in one mode. */
export type Pulse = {
  provider: string
  mode: VendorMode
  calls: number
  failures: number
  lastAt: Date
  lastFailure: string | null
}

/** The last 24 hours of every vendor that was called, one row per vendor and mode. */
export async function recentPulses(teamId: AuthorizedTeamId): Promise<Pulse[]> {
  return db().$queryRaw<Pulse[]>`
    select provider, mode::text as mode, sum(calls)::int as calls, sum(failures)::int as failures, max("lastAt") as "lastAt",
      (array_agg("lastFailure" order by "lastAt" desc))[1] as "lastFailure"
    from "VendorPulse" where "teamId" = ${teamId}::uuid and hour > now() - interval '24 hours'
    group by provider, mode`
}
