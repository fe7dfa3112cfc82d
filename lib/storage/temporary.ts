import { randomBytes } from "node:crypto"
import { mkdir, readdir, rm, stat } from "node:fs/promises"
import { hostname } from "node:os"
import { join } from "node:path"

/**
 * Files being written, in one folder beside the objects so that a finished one is renamed into place. Each name tells
 * its owner, host.process.start.random: what a killed process leaves behind is known at once.
 */
const host = hostname().replace(/[^a-zA-Z0-9-]/g, "-")
/** Tells this process from an earlier one that had the same id, as happens at each start of a container. */
const start = randomBytes(6).toString("hex")

/** A path for a new file in `folder`, which is made when missing. Its writer removes or moves it. */
export async function temporaryPath(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, `${host}.${process.pid}.${start}.${randomBytes(8).toString("hex")}`)
}

/**
 * Removes the files of processes of this machine that have ended, and any file that nobody has written to for
 * `olderThanSeconds`. Returns how many. Safe to run at any time, from any process.
 */
export async function sweepFolder(folder: string, olderThanSeconds: number): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names) {
    const path = join(folder, name)
    if (!isOrphan(name) && !(await isOlder(path, olderThanSeconds))) continue
    await rm(path, { force: true, recursive: true })
    removed++
  }
  return removed
}

function isOrphan(name: string): boolean {
  const [owner, id, life] = name.split(".")
  if (owner !== host) return false
  return Number(id) === process.pid ? life !== start : !isRunning(Number(id))
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

async function isOlder(path: string, seconds: number): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > seconds * 1000
}
