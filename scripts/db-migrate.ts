import { migrateDatabase } from "@/lib/database/migrate"
import { runScript } from "@/scripts/supervisor/failure"
import { withDatabase } from "@/scripts/supervisor/with-database"

await runScript(async () => {
  const applied = await withDatabase(migrateDatabase)
  console.log(
    applied.length === 0 ? "The database is up to date." : `Applied:\n${applied.map((name) => `  ${name}`).join("\n")}`,
  )
  process.exit(0)
})
