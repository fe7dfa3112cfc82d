import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { createTestDatabase } from "@/lib/testing/database"

await createTestDatabase()

test("a moment written by the database is read as that moment, whatever zone the server stands in", async () => {
  // The tests' own server stands in Kathmandu, as vitest.config.ts asks.
  const [row] = await db().$queryRaw<
    { zone: string; moment: Date }[]
  >`select current_setting('timezone') as zone, now() as moment`
  expect(row?.zone).toBe("UTC")
  expect(Math.abs((row?.moment.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
})
