import { randomBytes } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { type Browser, chromium } from "playwright"
import { type BenchClip, renderClips } from "@/bench/clips"
import { type BenchTeam, makeTeam } from "@/bench/fixtures"
import { type BenchVendor, startVendor } from "@/bench/vendor"
import { type Studio, startStudio } from "@/e2e/studio"
import { startEmbeddedPostgres } from "@/lib/database/embedded-postgres"
import { migrateDatabase } from "@/lib/database/migrate"
import { findChromium } from "@/scripts/chromium"

/** Where the bench builds the pages, apart from the developer's own build. */
export const distFolder = ".next-bench"

/** What rows share. Each part is started by the first row that asks for it, and ended by `close`. */
export type BenchContext = {
  /** For files of a row; removed in the end. */
  folder: string
  say(line: string): void
  /** A durable Postgres of our own, migrated. From then on lib's `db()` and `storage()` work in this process too. */
  database(): Promise<pg.Pool>
  /** A team with its owner. */
  team(): Promise<BenchTeam>
  /** The vendor that signs callbacks: the studio believes it in the sandbox's place. */
  vendor(): Promise<BenchVendor>
  /** The web process of a production build on that database. No worker: what a row measures, nothing else moves. */
  studio(): Promise<Studio>
  /** Four clips of 5 s of 720p by the sandbox's renderer. */
  clips(): Promise<BenchClip[]>
  /** Null where this machine has no Chromium. */
  browser(): Promise<Browser | null>
  close(): Promise<void>
}

export function openContext(say: (line: string) => void): BenchContext {
  const folder = mkdtempSync(join(tmpdir(), "rushes-bench-"))
  const dataFolder = join(folder, "data")
  // Postgres' own account passes through, when we are root.
  for (const path of [folder, dataFolder]) mkdirSync(path, { recursive: true, mode: 0o711 })
  const endings: (() => Promise<unknown> | unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const part = <Value>(start: () => Promise<Value>, end?: (value: Value) => Promise<unknown> | unknown) => {
    let started: Promise<Value> | undefined
    return () =>
      (started ??= start().then((value) => {
        if (end) endings.push(() => end(value))
        return value
      }))
  }

  const secrets = {
    AUTH_SECRET: randomBytes(32).toString("base64"),
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SANDBOX_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString("base64")}`,
  }
  const database = part(async () => {
    say("Starting Postgres …")
    const server = await startEmbeddedPostgres({
      folder: join(folder, "postgres"),
      logFile: join(folder, "postgres.log"),
      password: "bench",
    })
    endings.push(() => server.stop())
    await migrateDatabase(server.url)
    Object.assign(process.env, secrets, { DATABASE_URL: server.url, DATA_DIR: dataFolder, LOG_LEVEL: "silent" })
    const pool = new pg.Pool({ connectionString: server.url })
    // The server goes away under idle connections when the bench ends.
    pool.on("error", () => {})
    return pool
  })
  const vendor = part(
    () => startVendor(secrets.SANDBOX_WEBHOOK_SECRET),
    (server) => server.stop(),
  )

  return {
    folder,
    say,
    database,
    vendor,
    team: part(async () => makeTeam(await database())),
    clips: part(() => renderClips(join(folder, "clips"), say)),
    studio: part(
      async () => {
        await database()
        say("Starting the studio (it is built first when it has changed) …")
        return startStudio({
          ...secrets,
          DATABASE_URL: process.env.DATABASE_URL ?? "",
          DATA_DIR: dataFolder,
          LOG_LEVEL: "info",
          NEXT_DIST_DIR: distFolder,
          PROCESSES: "web",
          SANDBOX_URL: (await vendor()).url,
        })
      },
      (studio) => studio.stop(),
    ),
    browser: part(launchBrowser, (browser) => browser?.close()),
    async close() {
      for (const end of endings.toReversed()) await end()
      endings.length = 0
    },
  }
}

async function launchBrowser(): Promise<Browser | null> {
  try {
    return await chromium.launch({
      executablePath: findChromium(),
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    })
  } catch {
    return null
  }
}
