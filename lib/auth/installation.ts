import "server-only"
import { statfs } from "node:fs/promises"
import { resolve } from "node:path"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { plural } from "@/lib/format"
import { storage } from "@/lib/storage/open"

export type InstallationFact = { what: "Database" | "Storage" | "Sandbox"; words: string; isGood: boolean }

/** Looks at what the studio stands on: for whoever sets it up. Never throws; a part that does not answer says so. */
export async function checkInstallation(): Promise<InstallationFact[]> {
  return Promise.all([
    fact("Database", database, "does not answer"),
    fact("Storage", free, "cannot be written"),
    fact("Sandbox", sandbox, "does not answer"),
  ])
}

async function fact(what: InstallationFact["what"], look: () => Promise<string>, otherwise: string): Promise<InstallationFact> {
  try {
    return { what, words: await look(), isGood: true }
  } catch {
    return { what, words: otherwise, isGood: false }
  }
}

async function database(): Promise<string> {
  const [row] = await db().$queryRaw<
    { version: number }[]
  >`select current_setting('server_version_num')::int / 10000 as version`
  // Only a superuser may ask where the data lies, which the embedded one's user is.
  const [place] = await db().$queryRaw<{ folder: string }[]>`select current_setting('data_directory') as folder`.catch(() => [])
  const isOurs = place?.folder.startsWith(resolve(env().DATA_DIR))
  return `Postgres ${row?.version}, ${isOurs ? "in this folder" : `at ${new URL(env().DATABASE_URL).hostname}`}`
}

async function free(): Promise<string> {
  await storage().probe()
  if (env().STORAGE_DRIVER === "s3") return `bucket ${env().STORAGE_S3_BUCKET}`
  const disk = await statfs(env().DATA_DIR)
  return `${Math.floor((disk.bavail * disk.bsize) / 1e9)} GB free`
}

async function sandbox(): Promise<string> {
  const { SANDBOX_URL } = env()
  if (SANDBOX_URL === undefined) return "none, live vendors only"
  const reply = await fetch(`${SANDBOX_URL}/_sandbox/health`, { signal: AbortSignal.timeout(2000), cache: "no-store" })
  if (!reply.ok) throw new Error(`the sandbox answered ${reply.status}`)
  const { vendors } = (await reply.json()) as { vendors?: unknown[] }
  return vendors ? `${plural(vendors.length, "vendor")} answer` : "answers"
}
