import { mkdirSync } from "node:fs"
import path from "node:path"
import { DatabaseSync, type SQLOutputValue } from "node:sqlite"
import type { Delivery, Job, Vendor } from "@/lib/sandbox/job"

/**
 * The sandbox's memory: one SQLite file, synced to disk before a call returns, so that whatever the sandbox has told a
 * client is still true after a SIGKILL. Only one process can hold it.
 */
export type Store = {
  /** Runs the writes in one commit. */
  together<T>(writes: () => T): T
  addJob(job: Omit<Job, "sequence">): Job
  saveJob(job: Job): void
  jobById(vendor: Vendor, id: string): Job | undefined
  jobByExternalId(account: string, externalId: string): Job | undefined
  /** Oldest first. */
  jobs(filter: { vendor?: Vendor; account?: string; afterSequence?: number; limit: number }): Job[]
  unfinishedJobs(): Job[]
  addDelivery(delivery: Delivery): void
  saveDelivery(delivery: Delivery): void
  dueDeliveries(): Delivery[]
  deliveriesOf(jobSequence: number): Delivery[]
  setting(name: string): string | undefined
  setSetting(name: string, value: string): void
  /** Adds one to a counter and returns the new count. */
  count(name: string): number
  close(): void
}

const tables = `
  create table if not exists jobs (
    sequence integer primary key autoincrement, vendor text not null, id text not null, account text not null,
    external_id text, is_over integer not null, document text not null, unique (vendor, id));
  create unique index if not exists jobs_external on jobs (account, external_id) where external_id is not null;
  create index if not exists jobs_unfinished on jobs (sequence) where is_over = 0;
  create table if not exists deliveries (
    id text primary key, job_sequence integer not null, state text not null, document text not null);
  create index if not exists deliveries_job on deliveries (job_sequence);
  create index if not exists deliveries_due on deliveries (id) where state = 'due';
  create table if not exists settings (name text primary key, value text not null);
  create table if not exists counters (name text primary key, count integer not null);
`

/**
 * Opens or creates `sandbox.sqlite` in the folder. Throws when another process holds it. Without `isDurable` a power cut may
 * lose what was said last; a killed process loses nothing all the same.
 */
export function openStore(folder: string, { isDurable = true } = {}): Store {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(path.join(folder, "sandbox.sqlite"), { timeout: 5000 })
  database.exec(
    `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = ${isDurable ? "full" : "off"}`,
  )
  database.exec(tables)
  const prepare = (sql: string) => database.prepare(sql)
  const statements = {
    addJob: prepare("insert into jobs (vendor, id, account, external_id, is_over, document) values (?, ?, ?, ?, 0, ?)"),
    saveJob: prepare("update jobs set is_over = ?, document = ? where sequence = ?"),
    byId: prepare("select sequence, document from jobs where vendor = ? and id = ?"),
    byExternalId: prepare("select sequence, document from jobs where account = ? and external_id = ?"),
    jobs: prepare(
      "select sequence, document from jobs where sequence > ? and (? is null or vendor = ?) and (? is null or account = ?) order by sequence limit ?",
    ),
    unfinished: prepare("select sequence, document from jobs where is_over = 0 order by sequence"),
    addDelivery: prepare("insert into deliveries (id, job_sequence, state, document) values (?, ?, ?, ?)"),
    saveDelivery: prepare("update deliveries set state = ?, document = ? where id = ?"),
    due: prepare("select document from deliveries where state = 'due'"),
    ofJob: prepare("select document from deliveries where job_sequence = ? order by rowid"),
    setting: prepare("select value from settings where name = ?"),
    setSetting: prepare("insert into settings values (?, ?) on conflict (name) do update set value = excluded.value"),
    count: prepare("insert into counters values (?, 1) on conflict (name) do update set count = count + 1 returning count"),
  }

  const toJob = (row: Record<string, SQLOutputValue> | undefined): Job | undefined =>
    row && { ...JSON.parse(String(row.document)), sequence: Number(row.sequence) }
  const toJobs = (rows: Record<string, SQLOutputValue>[]) => rows.flatMap((row) => toJob(row) ?? [])
  const toDelivery = (row: Record<string, SQLOutputValue>): Delivery => JSON.parse(String(row.document))
  const isOver = (job: Job) => (job.finishedAt === null ? 0 : 1)
  let depth = 0

  return {
    together(writes) {
      if (depth > 0) return writes()
      depth += 1
      database.exec("begin immediate")
      try {
        const result = writes()
        database.exec("commit")
        return result
      } catch (error) {
        database.exec("rollback")
        throw error
      } finally {
        depth -= 1
      }
    },
    addJob(job) {
      const { lastInsertRowid } = statements.addJob.run(job.vendor, job.id, job.account, job.externalId, JSON.stringify(job))
      return { ...job, sequence: Number(lastInsertRowid) }
    },
    saveJob(job) {
      statements.saveJob.run(isOver(job), JSON.stringify(job), job.sequence)
    },
    jobById: (vendor, id) => toJob(statements.byId.get(vendor, id)),
    jobByExternalId: (account, externalId) => toJob(statements.byExternalId.get(account, externalId)),
    jobs({
      vendor = null,
      account = null,
      afterSequence = 0,
      limit,
    }: {
      vendor?: Vendor | null
      account?: string | null
      afterSequence?: number
      limit: number
    }) {
      return toJobs(statements.jobs.all(afterSequence, vendor, vendor, account, account, limit))
    },
    unfinishedJobs: () => toJobs(statements.unfinished.all()),
    addDelivery(delivery) {
      statements.addDelivery.run(delivery.id, delivery.jobSequence, delivery.state, JSON.stringify(delivery))
    },
    saveDelivery(delivery) {
      statements.saveDelivery.run(delivery.state, JSON.stringify(delivery), delivery.id)
    },
    dueDeliveries: () => statements.due.all().map(toDelivery),
    deliveriesOf: (jobSequence) => statements.ofJob.all(jobSequence).map(toDelivery),
    setting(name) {
      const row = statements.setting.get(name)
      return row && String(row.value)
    },
    setSetting(name, value) {
      statements.setSetting.run(name, value)
    },
    count: (name) => Number(statements.count.get(name)?.count),
    close: () => database.close(),
  }
}
