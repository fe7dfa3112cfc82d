import { afterAll, inject } from "vitest"
import { createScratchDatabase, type ScratchDatabase } from "@/lib/database/scratch"

declare module "vitest" {
  interface ProvidedContext {
    /** The run's Postgres server, and the migrated database that every test file's own is copied from. */
    databaseServer: { url: string; template: string }
  }
}

/**
 * A database of this test file's own, migrated and empty, with the queue's schema. From here on `env()` and `db()` in
 * this file use it. Call it once, at the top of the file, with `await`: it is dropped when the file's tests have ended.
 */
export async function createTestDatabase(): Promise<ScratchDatabase> {
  const { url, template } = inject("databaseServer")
  const database = await createScratchDatabase(url, template)
  process.env.DATABASE_URL = database.url
  afterAll(async () => {
    const { db } = await import("@/lib/db")
    await db().$disconnect()
    await database.drop()
  })
  return database
}
