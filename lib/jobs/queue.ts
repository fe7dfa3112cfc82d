import "server-only"
import type { Transaction } from "@/lib/db"
import { Prisma } from "@/lib/generated/prisma/client"

/** Tasks about one generation. */
export type GenerationTask = "submit" | "check" | "reconcile" | "ingest" | "wake"

/** All tasks of the queue. `blind` is about one session of blind judging, `measure` about one take, `sweep` about nothing in particular. */
export type Task = GenerationTask | "blind" | "measure" | "sweep"

export type JobOptions = {
  /** Not before this moment; at once when absent. */
  runAt?: Date
  /** Waiting jobs with equal keys are one job, and the newest wins; a job that already runs is followed by another. */
  jobKey?: string
  /** Default 25, with graphile-worker's exponential backoff; only for what the task did not expect to go wrong. */
  maxAttempts?: number
}

export type GenerationJob = { task: GenerationTask; generationId: string; runAt?: Date }

/** Adds a job when and only if `tx` commits. A worker picks it up within milliseconds. */
export async function enqueue(
  tx: Transaction,
  task: Task,
  payload: { generationId: string } | { sessionId: string },
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`
    select 1 from graphile_worker.add_job(
      identifier => ${task}, payload => ${JSON.stringify(payload)}::json, run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
      job_key => ${options.jobKey ?? null}, max_attempts => ${options.maxAttempts ?? null}::int)`
}

/** Adds jobs about generations in one statement; each replaces a waiting one for the same task and generation. */
export async function enqueueGenerations(tx: Transaction, jobs: readonly GenerationJob[]): Promise<void> {
  if (jobs.length === 0) return
  const tasks = jobs.map(({ task }) => task)
  const ids = jobs.map(({ generationId }) => generationId)
  const times = jobs.map(({ runAt }) => runAt?.toISOString() ?? null)
  await tx.$executeRaw`
    with specs as (
      select array_agg(row(job.task, json_build_object('generationId', job.id), null, job.run_at, null,
        job.task || ':' || job.id, null, null)::graphile_worker.job_spec) as list
      from unnest(${tasks}::text[], ${ids}::text[], ${times}::timestamptz[]) as job(task, id, run_at)
    )
    select 1 from specs, lateral graphile_worker.add_jobs(specs.list)`
}

/** The same inside a larger statement: a lateral join that adds one job per row of `rows`, a query with a uuid column `id`. */
export function addJobSql(rows: Prisma.Sql, task: GenerationTask, runAt: Date | undefined): Prisma.Sql {
  return Prisma.sql`lateral graphile_worker.add_job(
    identifier => ${task}, payload => json_build_object('generationId', ${rows}.id), run_at => ${runAt?.toISOString() ?? null}::timestamptz,
    job_key => ${`${task}:`} || ${rows}.id::text)`
}

/** Ahead of every other job: it frees and holds what the others are about to send. */
const wakePriority = -10

/** The expression that adds a wake job for one row of a query with a uuid column `id`; each moves once, so it has no key. */
export function addWakeSql(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(graphile_worker.add_job(
    identifier => 'wake', payload => json_build_object('generationId', ${rows}.id), priority => ${wakePriority}::int)).id`
}
