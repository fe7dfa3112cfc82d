import "server-only"
import { db } from "@/lib/db"
import type { Presence } from "@/lib/jobs/presence"
import { log } from "@/lib/log"

/**
 * Frees the jobs of workers that are gone, so that killed work is taken up within seconds; by itself graphile-worker waits
 * four hours. A worker's pools hold their ids as presence locks; who just started may not have got so far, hence the grace.
 */
export async function unlockJobsOfTheDead(presence: Presence): Promise<void> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select locked_by as id from graphile_worker.jobs
    where locked_by is not null group by locked_by having max(locked_at) < now() - interval '2 seconds'`
  const dead = await presence.findFree(rows.map(({ id }) => id))
  if (dead.length === 0) return
  await db().$executeRaw`select graphile_worker.force_unlock_workers(${dead}::text[])`
  await db().$executeRaw`select pg_notify('jobs:insert', '{"r":0,"count":100}')`
  log().warn({ workers: dead }, "jobs of killed workers freed")
}
