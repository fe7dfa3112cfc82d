import { Failure, runScript } from "@/scripts/supervisor/failure"
import { readSettings } from "@/scripts/supervisor/settings"
import { runningDatabaseUrl } from "@/scripts/supervisor/with-database"

/** `npm run worker` and `npm run sandbox`: one process alone, with the settings that `npm start` would give it. */
await runScript(async () => {
  const name = process.argv[2]
  const settings = await readSettings(process.env)
  const databaseUrl = settings.secrets ? runningDatabaseUrl(settings.dataFolder) : settings.env.DATABASE_URL
  if (!databaseUrl && name === "worker") {
    throw new Failure(
      `No npm start runs on ${settings.dataFolder}, and DATABASE_URL is not set. Start the one or set the other.`,
    )
  }
  Object.assign(process.env, settings.childEnvironment, databaseUrl ? { DATABASE_URL: databaseUrl } : {}, {
    RUSHES_PROCESS: name,
  })
  await import(`./${name}.ts`)
})
