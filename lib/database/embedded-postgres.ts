import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process"
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { stopLeftBehind } from "@/lib/database/left-behind"
import { freePort } from "@/lib/database/ports"
import { findPostgresAccount, type PostgresAccount } from "@/lib/database/postgres-account"
import { findPostgresBinaries, isOpenTo, type PostgresBinaries } from "@/lib/database/postgres-binaries"

/** The major release in npm; a data folder of another one needs pg_upgrade or a dump. */
const MAJOR_VERSION = "18"
const USER = "rushes"
const DATABASE = "rushes"

export type EmbeddedPostgresOptions = {
  /** Made by initdb when it is not there; its parent must exist. */
  folder: string
  password: string
  /** Postgres' own log is appended here. */
  logFile: string
  /** False trades the safety of the data against speed: for tests. */
  isDurable?: boolean
  /** A free one when absent. */
  port?: number
}

export type EmbeddedPostgres = {
  url: string
  port: number
  pid: number
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<void>
  /** Ends open transactions, writes everything down, and waits until the server has ended. */
  stop(): Promise<void>
}

/**
 * Starts a Postgres of our own on loopback, from the programs in npm. It outlives neither `stop` nor a signal to its
 * pid, but it does outlive a SIGKILL of this process: the next start on the same folder ends it first.
 * Throws one line that names the cure.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = findPostgresAccount()
  const binaries = findPostgresBinaries(account)
  await initialise(options, binaries, account)
  await stopLeftBehind(options.folder)
  const port = options.port ?? (await freePort())
  const server = spawnServer(options, binaries, account, port)
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()))
  const url = `postgresql://${USER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${DATABASE}`
  await waitUntilReady(server, url, options.logFile)
  return {
    url,
    port,
    pid: server.pid as number,
    ended,
    stop: async () => {
      server.kill("SIGINT")
      await ended
    },
  }
}

/** initdb into a folder beside it, then a rename: the folder is whole or absent, whenever we are killed. */
async function initialise(
  { folder, password, isDurable = true }: EmbeddedPostgresOptions,
  binaries: PostgresBinaries,
  account: PostgresAccount | null,
) {
  const parent = dirname(folder)
  for (const entry of readdirSync(parent)) {
    if (entry.startsWith(`${basename(folder)}.new-`))
      rmSync(join(parent, entry), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) return assertWhole(folder)

  const unfinished = `${folder}.new-${process.pid}`
  const isTemporaryReachable = !account || isOpenTo(tmpdir(), account)
  const secretFolder = mkdtempSync(join(isTemporaryReachable ? tmpdir() : "/tmp", "rushes-"))
  const passwordFile = join(secretFolder, "password")
  try {
    mkdirSync(unfinished, { mode: 0o700 })
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (account) for (const path of [unfinished, secretFolder, passwordFile]) chownSync(path, account.uid, account.gid)
    const access = ["--auth=scram-sha-256", `--username=${USER}`, `--pwfile=${passwordFile}`]
    const encoding = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    const speed = isDurable ? [] : ["--no-sync"]
    const { code, output } = await inFolder(unfinished, account, (path, spawnOptions, folderHandle) =>
      outcomeOf(
        spawn(binaries.initdb, ["-D", path, "--no-instructions", ...access, ...encoding, ...speed], {
          ...spawnOptions,
          stdio: ["ignore", "pipe", "pipe", ...folderHandle],
        }),
      ),
    )
    if (code !== 0) {
      throw new Error(`Postgres could not make its data folder ${folder}: ${output.trim().split("\n").slice(-2).join(" ")}`)
    }
    renameSync(unfinished, folder)
  } finally {
    rmSync(secretFolder, { recursive: true, force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
}

async function outcomeOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ""
  child.stdout?.on("data", (chunk) => (output += chunk))
  child.stderr?.on("data", (chunk) => (output += chunk))
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve))
  return { code, output }
}

function assertWhole(folder: string) {
  if (!existsSync(join(folder, "PG_VERSION")) || !existsSync(join(folder, "global", "pg_control"))) {
    throw new Error(`${folder} is not a whole Postgres data folder. Nothing was changed: move it away, or put its backup back.`)
  }
  const version = readFileSync(join(folder, "PG_VERSION"), "utf8").trim()
  if (version !== MAJOR_VERSION) {
    throw new Error(
      `${folder} was written by Postgres ${version}; this is ${MAJOR_VERSION}. Nothing was changed: see "Upgrade" in docs/operations.md.`,
    )
  }
}

function spawnServer(
  { folder, logFile, isDurable = true }: EmbeddedPostgresOptions,
  binaries: PostgresBinaries,
  account: PostgresAccount | null,
  port: number,
): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  }
  const log = openSync(logFile, "a", 0o600)
  try {
    return inFolder(folder, account, (path, spawnOptions, folderHandle) =>
      spawn(
        binaries.postgres,
        ["-D", path, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
        // Its own process group: Ctrl-C in the terminal must not reach it before the processes that use it have ended.
        { ...spawnOptions, detached: true, stdio: ["ignore", log, log, ...folderHandle] },
      ),
    )
  } finally {
    closeSync(log)
  }
}

/**
 * Runs `use` with a name of `folder` that the account may use. Below a folder closed to it (/root) that name is an
 * open handle, inherited as descriptor 3: the path's upper parts are then never walked. Linux alone can do that.
 */
function inFolder<Result>(
  folder: string,
  account: PostgresAccount | null,
  use: (path: string, options: SpawnOptions, folderHandle: number[]) => Result,
): Result {
  if (!account) return use(folder, {}, [])
  const identity = { uid: account.uid, gid: account.gid, cwd: "/" }
  chownSync(folder, account.uid, account.gid)
  if (isOpenTo(folder, account)) return use(folder, identity, [])
  if (process.platform !== "linux") {
    throw new Error(
      `The account "${account.name}" cannot reach ${folder}. Set DATA_DIR to a folder that every account may pass through.`,
    )
  }
  const handle = openSync(folder, "r")
  try {
    return use("/proc/self/fd/3", identity, [handle])
  } finally {
    closeSync(handle)
  }
}

async function waitUntilReady(server: ChildProcess, url: string, logFile: string) {
  let hasEnded = false
  server.once("close", () => (hasEnded = true))
  server.once("error", () => (hasEnded = true))
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && !hasEnded) {
    if (await hasDatabase(url)) return
    await sleep(20)
  }
  if (!hasEnded) server.kill("SIGINT")
  const reason = readFileSync(logFile, "utf8")
    .trim()
    .split("\n")
    .filter((line) => /FATAL|PANIC|ERROR/.test(line))
    .at(-1)
  throw new Error(`Postgres did not start: ${reason ?? "no reason given"} (its log: ${logFile}).`)
}

/** True once the server answers; makes our database at the first time. */
async function hasDatabase(url: string): Promise<boolean> {
  const maintenance = new URL(url)
  maintenance.pathname = "/postgres"
  const client = new pg.Client({ connectionString: maintenance.toString() })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE])
    if (!rowCount) await client.query(`create database "${DATABASE}"`)
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
