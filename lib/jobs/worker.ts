import "server-only"
import { EventEmitter } from "node:events"
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker"
import pg from "pg"
import { prepareSession } from "@/lib/arena/prepare"
import { env } from "@/lib/env"
import { check } from "@/lib/jobs/check"
import { ingest } from "@/lib/jobs/ingest"
import { measure } from "@/lib/jobs/measure"
import { openPresence } from "@/lib/jobs/presence"
import type { GenerationTask, Task } from "@/lib/jobs/queue"
import { reconcile } from "@/lib/jobs/reconcile"
import { submit } from "@/lib/jobs/submit"
import { sweep } from "@/lib/jobs/sweep"
import { unlockJobsOfTheDead } from "@/lib/jobs/unlock"
import { wake } from "@/lib/jobs/wake"
import type { Work } from "@/lib/jobs/work"
import { log } from "@/lib/log"
import { writePulse } from "@/lib/vendors/pulse"

export type Worker = {
  /** Takes no more jobs, lets those under way come to a good end (long ones stop and are taken up by others), then closes. */
  stop(): Promise<void>
  /**
   * Resolves when the worker has ended. Rejects when it lost its presence session: others take its work for abandoned, so
   * the process should end at once.
   */
  readonly ended: Promise<void>
}

/** How often jobs due later are looked for; new ones are announced. */
const pollMs = 500
const unlockEveryMs = 2000

const tasks = { submit, check, reconcile, ingest, wake } satisfies Record<
  GenerationTask,
  (id: string, work: Work) => Promise<void>
>

/**
 * Runs jobs: two pools in one process, because vendor calls wait (WORKER_CONCURRENCY) and media work computes
 * (MEDIA_CONCURRENCY). Any number of workers may run on one database.
 */
export async function startWorker(): Promise<Worker> {
  const { DATABASE_URL: connectionString, WORKER_CONCURRENCY, MEDIA_CONCURRENCY } = env()
  const ending = new AbortController()
  const ended = Promise.withResolvers<void>()
  // Whoever only awaits stop() must not be told twice.
  ended.promise.catch(() => {})
  const presence = await openPresence(connectionString, ended.reject)
  const pool = new pg.Pool({ connectionString, max: WORKER_CONCURRENCY + MEDIA_CONCURRENCY + 3 })
  // graphile-worker asks for both: a connection may break while it is idle, and while it is lent.
  pool.on("connect", (client) => client.on("error", (error) => log().warn({ error }, "database connection lost")))
  pool.on("error", (error) => log().warn({ error }, "idle database connection lost"))
  const work: Work = { presence, signal: ending.signal }
  await unlockJobsOfTheDead(presence)

  const events: WorkerEvents = new EventEmitter()
  events.on("pool:create", ({ workerPool }) => {
    presence.tryLock(workerPool.id).catch((error) => log().error({ error }, "worker has no presence lock"))
  })
  const start = (names: readonly GenerationTask[], concurrency: number, taskList: TaskList = {}, crontab = "") =>
    run({
      pgPool: pool,
      events,
      crontab,
      concurrency,
      pollInterval: pollMs,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: 60_000,
      logger: graphileLogger,
      taskList: { ...Object.fromEntries(names.map((name) => [name, aboutGeneration(name)])), ...taskList },
    })
  const aboutGeneration = (name: GenerationTask) =>
    toTask<{ generationId: string }>(name, ({ generationId }) => tasks[name](generationId, work))
  const aboutTakes = { measure: toTask<{ takeId: string }>("measure", ({ takeId }) => measure(takeId, work)) }
  const aboutSessions = { blind: toTask<{ sessionId: string }>("blind", ({ sessionId }) => prepareSession(sessionId, work)) }
  const sweepTask: Task = "sweep"
  const runners: Runner[] = await Promise.all([
    start(
      ["submit", "check", "reconcile", "wake"],
      WORKER_CONCURRENCY,
      { [sweepTask]: () => sweep() },
      `* * * * * ${sweepTask} ?max=3`,
    ),
    start(["ingest"], MEDIA_CONCURRENCY, { ...aboutTakes, ...aboutSessions }),
  ])
  const unlocking = setInterval(() => {
    unlockJobsOfTheDead(presence).catch((error) => log().warn({ error }, "jobs of killed workers not freed"))
  }, unlockEveryMs)
  await sweep()
  for (const runner of runners) runner.promise.catch((error) => ended.reject(error))

  let stopping: Promise<void> | undefined
  function stop(): Promise<void> {
    return (stopping ??= (async () => {
      clearInterval(unlocking)
      ending.abort(new Error("The worker is ending."))
      await Promise.allSettled(runners.map((runner) => runner.stop()))
      await writePulse().catch((error) => log().warn({ error }, "vendor calls not counted"))
      await presence.close()
      await pool.end()
      ended.resolve()
    })())
  }
  return { stop, ended: ended.promise }
}

function toTask<Payload extends object>(name: Task, run: (payload: Payload) => Promise<void>): TaskList[string] {
  return async (given) => {
    // Whoever adds a job of this name gives it this payload.
    const payload = given as Payload
    try {
      await run(payload)
    } catch (error) {
      log().error({ task: name, ...(payload as object), error }, "job failed, it will be tried again")
      throw error
    }
  }
}

/** graphile-worker's own lines: its troubles as ours, its chatter only at level debug. */
const graphileLogger = new Logger((scope) => (level, message) => {
  if (level === "error" || level === "warning") log().warn({ ...scope, message }, "queue")
  else log().debug({ ...scope, message }, "queue")
})
