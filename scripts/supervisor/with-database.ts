import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { readHolder } from "@/scripts/setup/lock.mjs"
import { requireDatabase } from "@/scripts/supervisor/checks"
import { lockDataFolder } from "@/scripts/supervisor/data-lock"
import { openDatabase } from "@/scripts/supervisor/database"
import { loadSecrets } from "@/scripts/supervisor/secrets"
import { readSettings } from "@/scripts/supervisor/settings"

/** Runs `use` on DATABASE_URL, else on the database of the `npm start` that runs on DATA_DIR, else on one started for it. */
export async function withDatabase<Result>(use: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const settings = await readSettings(process.env)
  const url = settings.secrets ? runningDatabaseUrl(settings.dataFolder) : settings.env.DATABASE_URL
  if (url) {
    await requireDatabase(url)
    return use(url)
  }
  const lock = await lockDataFolder(settings.dataFolder)
  try {
    const database = await openDatabase(settings, console.log)
    try {
      return await use(database.url)
    } finally {
      await database.stop()
    }
  } finally {
    lock.release()
  }
}

/** The address of the database that an `npm start` runs on this DATA_DIR at this moment, or null. */
export function runningDatabaseUrl(dataFolder: string): string | null {
  const folder = resolve(dataFolder)
  const pidFile = join(folder, "postgres", "postmaster.pid")
  if (!readHolder(join(folder, "npm-start.lock")) || !existsSync(pidFile)) return null
  const port = readFileSync(pidFile, "utf8").split("\n")[3]
  const { databasePassword } = loadSecrets(folder)
  return `postgresql://rushes:${encodeURIComponent(databasePassword)}@127.0.0.1:${port}/rushes`
}
