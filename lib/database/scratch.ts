import { randomBytes } from "node:crypto"
import pg from "pg"

export type ScratchDatabase = { url: string; drop(): Promise<void> }

/**
 * Makes a database of its own on the server that `serverUrl` names: empty, or a copy of `template` (which nobody may
 * be connected to). `drop` ends every connection to it and removes it.
 */
export async function createScratchDatabase(serverUrl: string, template?: string): Promise<ScratchDatabase> {
  const name = `rushes_scratch_${randomBytes(6).toString("hex")}`
  await execute(serverUrl, `create database "${name}"${template ? ` template "${template}"` : ""}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.toString(), drop: () => execute(serverUrl, `drop database if exists "${name}" with (force)`) }
}

async function execute(serverUrl: string, sql: string) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
