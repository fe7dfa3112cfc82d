import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { startEmbeddedPostgres } from "@/lib/database/embedded-postgres"
import { migrateDatabase } from "@/lib/database/migrate"
import { createScratchDatabase } from "@/lib/database/scratch"

/** One Postgres per run (TEST_DATABASE_SERVER_URL names one that runs already), and in it the template of all test databases. */
export default async function setup(project: TestProject) {
  const server = await openServer()
  const template = await createScratchDatabase(server.url)
  await migrateDatabase(template.url)
  project.provide("databaseServer", { url: server.url, template: new URL(template.url).pathname.slice(1) })
  return async () => {
    await template.drop()
    await server.close()
  }
}

async function openServer() {
  const given = process.env.TEST_DATABASE_SERVER_URL
  if (given) return { url: given, close: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), "rushes-test-"))
  const server = await startEmbeddedPostgres({
    folder: join(folder, "postgres"),
    logFile: join(folder, "postgres.log"),
    password: "test",
    isDurable: false,
  })
  return {
    url: server.url,
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
