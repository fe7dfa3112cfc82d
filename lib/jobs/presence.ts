import "server-only"
import pg from "pg"

/**
 * One Postgres session that says "this process is alive, and works on these": its advisory locks vanish with the process,
 * however it dies, at the moment its socket closes. So nobody waits for a timeout to learn that a worker was killed, and
 * a lock that can be had proves that nobody works on the thing.
 */
export type Presence = {
  /** Takes a name for this process alone until released; null when another process, or this one, has it. */
  tryLock(name: string): Promise<(() => Promise<void>) | null>
  /** Those of `names` that no living process holds. */
  findFree(names: readonly string[]): Promise<string[]>
  close(): Promise<void>
}

/** Opens the session. `onLost` is called once when it breaks: what this process held may then be taken by others. */
export async function openPresence(connectionString: string, onLost: (error: Error) => void): Promise<Presence> {
  const client = new pg.Client({ connectionString, keepAlive: true, application_name: "rushes presence" })
  let isClosing = false
  const lose = (error: Error) => {
    if (isClosing) return
    isClosing = true
    onLost(error)
  }
  client.on("error", lose)
  client.on("end", () => lose(new Error("The presence session ended.")))
  await client.connect()
  // A machine that vanishes sends no farewell: the server should notice within half a minute.
  await client.query("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3")
  const held = new Set<string>()

  // Jobs ask at the same time, and one session answers one after the other.
  let last: Promise<unknown> = Promise.resolve()
  const ask = async (sql: string, names: readonly string[]) => {
    const asked = last.then(() => client.query<{ name: string }>(sql, [names]))
    last = asked.catch(() => undefined)
    return (await asked).rows.map(({ name }) => name)
  }
  const unlock = (names: readonly string[]) =>
    ask(`select name from unnest($1::text[]) as name where pg_advisory_unlock(${lockKey})`, names)

  return {
    async tryLock(name) {
      // Postgres gives one session the same lock twice; within a process the set refuses.
      if (held.has(name)) return null
      held.add(name)
      const [taken] = await ask(tryLockSql, [name]).catch((error) => {
        held.delete(name)
        throw error
      })
      if (taken === undefined) {
        held.delete(name)
        return null
      }
      return async () => {
        if (!isClosing) await unlock([name])
        held.delete(name)
      }
    },
    async findFree(names) {
      const free = await ask(
        tryLockSql,
        names.filter((name) => !held.has(name)),
      )
      await unlock(free)
      return free
    },
    async close() {
      if (isClosing) return
      isClosing = true
      await last
      await client.end()
    },
  }
}

const lockKey = "hashtextextended('rushes ' || name, 0)"
const tryLockSql = `select name from unnest($1::text[]) as name where pg_try_advisory_lock(${lockKey})`
