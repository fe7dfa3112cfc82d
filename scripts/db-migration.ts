import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startEmbeddedPostgres } from "@/lib/database/embedded-postgres"
import { writeMigration } from "@/lib/database/migrations"
import { Failure, runScript } from "@/scripts/supervisor/failure"

/** `npm run db:migration -- NAME`: writes what leads from the migrations to schema.prisma as the next migration. */
await runScript(async () => {
  const name = process.argv.slice(2).join(" ")
  if (!name) throw new Failure("Name the migration: npm run db:migration -- add_ratings")
  const folder = await withScratchServer((url) => writeMigration(url, name))
  console.log(
    folder
      ? `Wrote prisma/migrations/${folder}/migration.sql. Read it, then commit it with the schema.`
      : "The migrations already lead to the schema.",
  )
  process.exit(0)
})

/** The migrations are replayed on a database of their own: on DATABASE_URL's server, else on one started for it. */
async function withScratchServer<Result>(use: (serverUrl: string) => Promise<Result>): Promise<Result> {
  if (process.env.DATABASE_URL) return use(process.env.DATABASE_URL)
  const folder = mkdtempSync(join(tmpdir(), "rushes-migration-"))
  try {
    const server = await startEmbeddedPostgres({
      folder: join(folder, "postgres"),
      logFile: join(folder, "postgres.log"),
      password: "scratch",
      isDurable: false,
    })
    return await use(server.url).finally(server.stop)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
