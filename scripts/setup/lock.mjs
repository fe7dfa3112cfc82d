import { execFileSync } from "node:child_process"
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

/**
 * A lock file that names its holder: process id and the time that process started, since an id alone is used again.
 * A holder that is gone, however it went, holds nothing.
 * @typedef {{ pid: number, startedAt: string, state: string }} Holder
 */

/**
 * Takes the lock, or returns who holds it.
 * @param {string} file
 * @returns {Holder | null} null when it is ours now
 */
export function takeLock(file) {
  for (;;) {
    const mine = `${file}.${process.pid}`
    writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), state: "running" }))
    try {
      linkSync(mine, file)
      return null
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error
    } finally {
      rmSync(mine, { force: true })
    }
    const holder = readHolder(file)
    if (holder) return holder
    // Of all who find it abandoned, the one whose rename succeeds clears it away.
    try {
      renameSync(file, `${mine}.old`)
      rmSync(`${mine}.old`, { force: true })
    } catch {}
  }
}

/** @param {string} file */
export function releaseLock(file) {
  rmSync(file, { force: true })
}

/**
 * Tells those who wait for the lock what we are doing. Only for its holder.
 * @param {string} file
 * @param {string} state
 */
export function setLockState(file, state) {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), state }))
  renameSync(`${file}.${process.pid}`, file)
}

/**
 * The living holder of a lock, or null.
 * @param {string} file
 * @returns {Holder | null}
 */
export function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8"))
    return holder.startedAt && startOf(holder.pid) === holder.startedAt ? holder : null
  } catch {
    return null
  }
}

/**
 * Runs `work` while holding the lock; waits as long as somebody else holds it, and says so once.
 * @template Result
 * @param {string} file
 * @param {string} what who is waited for, in words
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLock(file, what, work) {
  let hasSaid = false
  for (let holder = takeLock(file); holder; holder = takeLock(file)) {
    if (!hasSaid) console.log(`Waiting for ${what} (process ${holder.pid}) to finish.`)
    hasSaid = true
    await sleep(300)
  }
  try {
    return await work()
  } finally {
    releaseLock(file)
  }
}

/**
 * When a process started, in the system's own words; "" when there is none. Slim container images have no ps.
 * @param {number} pid
 */
function startOf(pid) {
  try {
    if (process.platform === "linux") {
      // The 22nd field; the 2nd is the program's name in brackets and may hold spaces.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")
      return fields?.[0] === "Z" ? "" : (fields?.[19] ?? "")
    }
    const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      stdio: "pipe",
      env: environment,
    }).trim()
  } catch {
    return ""
  }
}
