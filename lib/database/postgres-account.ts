import { execFileSync } from "node:child_process"

/** The account that Postgres runs as when it may not run as ours. */
export type PostgresAccount = { name: string; uid: number; gid: number }

/**
 * Postgres refuses to run as root. As a plain user this is null: Postgres runs as that user. As root it is the
 * machine's own `postgres` account, made when there is none. Throws one line with the cure when it cannot be made.
 */
export function findPostgresAccount(): PostgresAccount | null {
  if (process.getuid?.() !== 0) return null
  return lookUp("postgres") ?? lookUp("_postgres") ?? create()
}

function create(): PostgresAccount {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "postgres"], {
      stdio: "pipe",
    })
  } catch {
    // The look-up below tells.
  }
  const account = lookUp("postgres")
  if (account) return account
  throw new Error(
    'Postgres does not run as root, and no account "postgres" could be made for it. Run as a plain user, make that account, or set DATABASE_URL.',
  )
}

function lookUp(name: string): PostgresAccount | null {
  const ask = (flag: string) =>
    Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" }))
  try {
    return { name, uid: ask("-u"), gid: ask("-g") }
  } catch {
    return null
  }
}
