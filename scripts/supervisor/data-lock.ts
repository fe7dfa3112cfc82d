import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { releaseLock, setLockState, takeLock } from "@/scripts/setup/lock.mjs"
import { Failure } from "@/scripts/supervisor/failure"

/** Long enough for the supervisor of a killed npm to notice, and to say that it is ending. */
const NOTICE_MS = 2_500
const ENDING_MS = 60_000

export type DataLock = {
  /** From here on the next `npm start` waits instead of giving up. */
  announceEnd(): void
  release(): void
}

/** One `npm start` per DATA_DIR. Waits for one that is just ending; throws a Failure when another one runs. */
export async function lockDataFolder(dataFolder: string): Promise<DataLock> {
  const file = join(dataFolder, "npm-start.lock")
  const startedAt = Date.now()
  for (let holder = takeLock(file); holder; holder = takeLock(file)) {
    const waited = Date.now() - startedAt
    if (waited > (holder.state === "ending" ? ENDING_MS : NOTICE_MS)) {
      throw new Failure(
        `Rushes already runs on ${dataFolder} (process ${holder.pid}). Stop that one, or set DATA_DIR and PORT to run a second studio.`,
      )
    }
    await sleep(200)
  }
  return { announceEnd: () => setLockState(file, "ending"), release: () => releaseLock(file) }
}
