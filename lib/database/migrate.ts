import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { runMigrations } from "graphile-worker"
import pg from "pg"

/** Any number that nobody else locks; two processes that migrate at once wait for each other. */
const MIGRATION_LOCK = 7_283_911_402

/**
 * Brings a database to this release: our tables, then the queue's. Returns the names of the migrations it applied.
 * Throws when a migration fails, or when one that was applied has been edited since.
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK])
    const applied = (await isUpToDate(client)) ? [] : await applyPending(databaseUrl)
    await runMigrations({ connectionString: databaseUrl })
    return applied
  } finally {
    await client.end()
  }
}

/** The usual case, told without loading Prisma's engine, which takes most of a second. */
async function isUpToDate(client: pg.Client): Promise<boolean> {
  const folder = join(process.cwd(), "prisma", "migrations")
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const wanted = await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"))
      return `${name} ${createHash("sha256").update(sql).digest("hex")}`
    }),
  )
  const { rows } = await client
    .query<{ line: string }>(
      `select migration_name || ' ' || checksum as line from _prisma_migrations
       where finished_at is not null and rolled_back_at is null order by migration_name`,
    )
    .catch(() => ({ rows: [] }))
  return wanted.length > 0 && wanted.join("\n") === rows.map(({ line }) => line).join("\n")
}

async function applyPending(databaseUrl: string): Promise<string[]> {
  const { applyMigrations } = await import("@/lib/database/migrations")
  return applyMigrations(databaseUrl)
}
