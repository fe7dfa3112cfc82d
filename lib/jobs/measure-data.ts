import "server-only"
import { db } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"
import { measureVersion } from "@/lib/media/measure/thresholds"
import { keepMeasuresSql } from "@/lib/takes/measures-mutations"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** Behind every other job: nobody waits for it. */
const measurePriority = 10
/** A clip that brings the process down each time does so no oftener. What else goes wrong is put off by the job itself. */
const maxAttempts = 3
const keyPrefix = `measure:${measureVersion}:`

/** A take whose clip waits to be measured. Its row names its team, which is what authorises the job to act for that team. */
export type Unmeasured = {
  takeId: string
  teamId: AuthorizedTeamId
  generationId: string
  clip: { id: string; storageKey: string; bytes: number }
}

/** Null when the take is gone, has no clip, or was measured by this version of the tool. */
export async function findUnmeasured(takeId: string): Promise<Unmeasured | null> {
  const take = await db().take.findUnique({
    where: { id: takeId },
    select: {
      ...{ teamId: true, generationId: true, measures: { select: { version: true } } },
      clip: { select: { id: true, storageKey: true, bytes: true } },
    },
  })
  if (!take?.clip || (take.measures?.version ?? 0) >= measureVersion) return null
  const { teamId, generationId, clip } = take
  return { takeId, teamId: teamId as AuthorizedTeamId, generationId, clip: { ...clip, bytes: Number(clip.bytes) } }
}

/**
 * Gives a job to takes that were never measured, or by an older version of the tool, the newest first, until `most` wait.
 * What failed at this version is not tried again. Returns how many jobs were added.
 */
export async function enqueueMeasures(most: number): Promise<number> {
  return db().$executeRaw`
    with due as (
      select take.id from "TakeMeasures" as known join "Take" as take on take.id = known."takeId"
      where known.version < ${measureVersion} and take."trashedAt" is null
        and not exists (select from graphile_worker.jobs as job where job.key = ${keyPrefix} || take.id)
      order by known."takeId" desc
      limit (select greatest(0, ${most}::int - count(*)) from graphile_worker.jobs
        where task_identifier = 'measure' and attempts < max_attempts and run_at <= now())
    )
    select 1 from due, ${addMeasureSql(Prisma.sql`due.id`, Prisma.sql`null`)}`
}

/** Puts a take off that our own trouble kept from being measured: storage that does not answer, a full disk. */
export async function measureLater(takeId: string, runAt: Date): Promise<void> {
  const at = Prisma.sql`${runAt.toISOString()}::timestamptz`
  await db().$executeRaw`select 1 from ${addMeasureSql(Prisma.sql`${takeId}::uuid`, at)}`
}

function addMeasureSql(takeId: Prisma.Sql, runAt: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`lateral graphile_worker.add_job(
    identifier => 'measure', payload => json_build_object('takeId', ${takeId}), run_at => ${runAt},
    job_key => ${keyPrefix} || ${takeId}::text, max_attempts => ${maxAttempts}::int, priority => ${measurePriority}::int) as job`
}

/** Takes whose measuring ended the process again and again are told as not measured, and left alone. Returns how many. */
export async function giveUpMeasuring(): Promise<number> {
  const failure = "Measuring this clip failed again and again."
  const [row] = await db().$queryRaw<{ count: number }[]>`
    with stuck as materialized (
      select id, key from graphile_worker.jobs
      where task_identifier = 'measure' and key is not null and attempts >= max_attempts and locked_at is null
    ), ended as materialized (
      select take.id, take."teamId" from stuck join "Take" as take on take.id = split_part(stuck.key, ':', 3)::uuid
      where stuck.key like ${`${keyPrefix}%`}
    ), kept as (${keepMeasuresSql(Prisma.sql`ended`, { measures: null, failure })}), removed as (
      select graphile_worker.complete_jobs(array_agg(id)) from stuck
    )
    select (select count(*)::int from ended) as count, (select count(*) from removed) as removed`
  return row?.count ?? 0
}
