import { execFileSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

/**
 * Ends the Postgres that a killed supervisor left on `folder`, as a fast shutdown, and waits for its end.
 * A stale postmaster.pid, whose number is another program's by now, is removed: Postgres would take it for a rival.
 */
export async function stopLeftBehind(folder: string): Promise<void> {
  const file = join(folder, "postmaster.pid")
  const pid = readPid(file)
  if (pid === null) return
  if (!isPostgres(pid)) return rmSync(file, { force: true })
  process.kill(pid, "SIGINT")
  const deadline = Date.now() + 60_000
  while (isPostgres(pid) && Date.now() < deadline) await sleep(50)
  if (isPostgres(pid))
    throw new Error(`A Postgres (process ${pid}) still runs on ${folder} and does not end. End it, then start again.`)
}

function readPid(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, "utf8").split("\n")[0])
    return Number.isInteger(pid) && pid > 1 ? pid : null
  } catch {
    return null
  }
}

function isPostgres(pid: number): boolean {
  try {
    // One that has ended and that nobody has waited for (state Z) stays in the list in a container without an init.
    if (process.platform === "linux") return /\(postgres\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"))
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).includes("postgres")
  } catch {
    return false
  }
}
