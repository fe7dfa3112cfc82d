import "server-only"
import { db } from "@/lib/db"

/** Throws when the database does not answer. */
export async function probeDatabase(): Promise<void> {
  await db().$queryRaw`select 1`
}

/** Throws when the queue's tables are not there, as on a database that nobody has migrated. */
export async function probeQueue(): Promise<void> {
  await db().$queryRaw`select from graphile_worker.jobs limit 1`
}
