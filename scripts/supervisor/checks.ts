import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { Failure } from "@/scripts/supervisor/failure"

const OLDEST_POSTGRES = 15

/**
 * Throws a Failure when a port cannot be listened on. Looks again for two seconds, since the processes of a killed
 * `npm start` need a moment to notice.
 */
export async function requirePort(setting: "PORT" | "SANDBOX_PORT", host: string, port: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const problem = await listenOnce(host, port)
    if (!problem) return
    if (problem === "EADDRINUSE" && attempt < 8) {
      await sleep(250)
      continue
    }
    if (problem === "EADDRINUSE") {
      throw new Failure(
        `${setting} ${port} is taken by another program. Stop that program, or choose another: ${setting}=${port + 1} npm start`,
      )
    }
    if (problem === "EACCES") {
      throw new Failure(
        `${setting} ${port} is reserved for the system (ports below 1024). Choose a higher one: ${setting}=${3000} npm start`,
      )
    }
    throw new Failure(
      `HOST ${host} is not an address of this machine (${problem}). Use 127.0.0.1 for this machine alone or 0.0.0.0 for every network.`,
    )
  }
}

async function listenOnce(host: string, port: number): Promise<string | null> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen({ host, port, exclusive: true }, resolve))
    return null
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

/** Throws a Failure when the Postgres of DATABASE_URL does not answer, does not let us in, or is too old. */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    const major = Math.floor(Number(rows[0]?.version) / 10_000)
    if (major < OLDEST_POSTGRES)
      throw new Failure(`DATABASE_URL names a Postgres ${major}; Rushes needs ${OLDEST_POSTGRES} or newer.`)
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure(unreachable(databaseUrl, cause), { cause })
  } finally {
    await client.end().catch(() => {})
  }
}

/** Names host and database, never the password. */
function unreachable(databaseUrl: string, cause: unknown): string {
  const { hostname, port, pathname, username } = new URL(databaseUrl)
  const server = `${hostname}:${port || 5432}`
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
  if (code === "28P01" || code === "28000") {
    return `The Postgres at ${server} refuses the user "${username}". Correct the user or the password in DATABASE_URL.`
  }
  if (code === "3D000") {
    return `The Postgres at ${server} has no database "${pathname.slice(1)}". Make it (createdb ${pathname.slice(1)}), or correct DATABASE_URL.`
  }
  const reason = code || (cause instanceof Error ? cause.message : String(cause))
  return `No Postgres answers at ${server} (${reason}). Start it, or correct DATABASE_URL; without DATABASE_URL npm start brings its own.`
}
