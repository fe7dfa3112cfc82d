import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/database/embedded-postgres"
import { requireDatabase } from "@/scripts/supervisor/checks"
import { backoffSeconds } from "@/scripts/supervisor/child"
import { orFail } from "@/scripts/supervisor/failure"
import type { Settings } from "@/scripts/supervisor/settings"

export type RunningDatabase = {
  url: string
  stop(): Promise<void>
}

/**
 * The database of these settings: checked when it is somebody else's, started and kept running when it is ours.
 * Throws a Failure with the cure.
 */
export async function openDatabase(settings: Settings, say: (line: string) => void): Promise<RunningDatabase> {
  const { secrets, dataFolder, env } = settings
  if (!secrets) {
    await requireDatabase(env.DATABASE_URL)
    return { url: env.DATABASE_URL, stop: async () => {} }
  }
  mkdirSync(join(dataFolder, "logs"), { recursive: true, mode: 0o700 })
  const start = (port?: number) =>
    startEmbeddedPostgres({
      folder: join(dataFolder, "postgres"),
      logFile: join(dataFolder, "logs", "postgres.log"),
      password: secrets.databasePassword,
      port,
    })
  const first = await orFail(() => start())
  return keepRunning(first, () => start(first.port), say)
}

function keepRunning(
  first: EmbeddedPostgres,
  restart: () => Promise<EmbeddedPostgres>,
  say: (line: string) => void,
): RunningDatabase {
  let server: EmbeddedPostgres | undefined = first
  let isStopping = false
  async function watch() {
    for (let crashes = 0; ; crashes++) {
      await server?.ended
      server = undefined
      if (isStopping) return
      const delay = backoffSeconds(crashes)
      say(`The database process ended; starting it again in ${delay} s.`)
      await sleep(delay * 1000)
      if (isStopping) return
      server = await restart().catch((error) => {
        say(error instanceof Error ? error.message : String(error))
        return undefined
      })
    }
  }
  const watching = watch()
  return {
    url: first.url,
    stop: async () => {
      isStopping = true
      await server?.stop()
      await watching
    },
  }
}
