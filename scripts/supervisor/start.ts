import { setTimeout as sleep } from "node:timers/promises"
import { migrateDatabase } from "@/lib/database/migrate"
import { buildIfStale } from "@/scripts/supervisor/build"
import { requirePort } from "@/scripts/supervisor/checks"
import { type ChildSpec, type Supervised, supervise } from "@/scripts/supervisor/child"
import { lockDataFolder } from "@/scripts/supervisor/data-lock"
import { openDatabase, type RunningDatabase } from "@/scripts/supervisor/database"
import { orFail } from "@/scripts/supervisor/failure"
import { type Mode, processSpecs } from "@/scripts/supervisor/processes"
import { localHost, readSettings, type Settings } from "@/scripts/supervisor/settings"
import { onStopSignal } from "@/scripts/supervisor/signals"

const say = (line: string) => console.log(line)

/**
 * Starts the whole studio and watches over it until a signal: database, migrations, pages, then web, worker and sandbox.
 * They end in the other order, the database last. Throws a Failure, with nothing left running, when something is missing.
 */
export async function startStudio(mode: Mode, root = process.cwd()): Promise<void> {
  const settings = await readSettings({ ...process.env, NODE_ENV: mode })
  const lock = await lockDataFolder(settings.dataFolder)
  let database: RunningDatabase | undefined
  let children: Supervised[] = []
  const stopped = onStopSignal({
    stop: async () => {
      lock.announceEnd()
      say("Stopping …")
      await Promise.all(children.map((child) => child.stop()))
      await database?.stop()
      lock.release()
      say("Stopped.")
    },
    force: () => {
      for (const child of children) child.kill()
    },
  })
  try {
    await requirePorts(settings)
    database = await stopped.unlessStopping(() => openDatabase(settings, say))
    const { url } = database
    await stopped.unlessStopping(() => orFail(() => migrate(url)))
    if (mode === "production" && settings.env.PROCESSES.includes("web"))
      await stopped.unlessStopping(() => buildIfStale(root, say))
    await stopped.unlessStopping(async () => {
      children = processSpecs(root, settings, url, mode).map((spec: ChildSpec) => supervise(spec, say))
    })
  } catch (error) {
    if (stopped.isStopping()) return
    await database?.stop()
    lock.release()
    throw error
  }
  if (settings.env.PROCESSES.includes("web")) await announce(settings, stopped.isStopping)
  else say(`Running: ${settings.env.PROCESSES.join(", ")}. Ctrl-C stops.`)
}

async function requirePorts({ env }: Settings) {
  if (env.PROCESSES.includes("web")) await requirePort("PORT", env.HOST, env.PORT)
  if (env.PROCESSES.includes("sandbox")) await requirePort("SANDBOX_PORT", "127.0.0.1", env.SANDBOX_PORT)
}

async function migrate(databaseUrl: string) {
  const applied = await migrateDatabase(databaseUrl)
  if (applied.length > 0)
    say(`Database brought up to date (${applied.length} ${applied.length === 1 ? "migration" : "migrations"}).`)
}

/** Prints the address once the first page answers; nobody has to try again. */
async function announce(settings: Settings, isStopping: () => boolean) {
  const { env, publicAddress, dataFolder } = settings
  const page = `http://${localHost(env.HOST)}:${env.PORT}/`
  while (!isStopping()) {
    const answer = await fetch(page, { redirect: "manual" }).catch(() => null)
    if (answer && answer.status < 500) {
      say(`\n  Rushes is ready: ${publicAddress}\n  Your work is in ${dataFolder}. Ctrl-C stops.\n`)
      return
    }
    await sleep(50)
  }
}
