import { runMigrations } from "graphile-worker"
import pg from "pg"
import { applyMigrations } from "@/lib/database/migrations"

/** Any number that nobody else locks; two processes that migrate at once wait for each other. */
const MIGRATION_LOCK = 7_283_911_402

/** Brings a database to this release: our tables, then the queue's. Returns the names of the migrations it applied. */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK])
    const applied = await applyMigrations(databaseUrl)
    await runMigrations({ connectionString: databaseUrl })
    return applied
  } finally {
    await client.end()
  }
}
