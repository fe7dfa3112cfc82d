import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()

test("a test file's database is migrated, empty, and the one that db() uses", async () => {
  expect(await db().team.count()).toBe(0)
  const [row] = await db().$queryRaw<{ name: string }[]>`select current_database()::text as name`
  expect(database.url.endsWith(`/${row?.name}`)).toBe(true)
})

test("it holds the queue's schema", async () => {
  const rows = await db().$queryRaw`select from graphile_worker.jobs`
  expect(rows).toEqual([])
})

test("the time zone is not UTC", () => {
  expect(new Date(0).getTimezoneOffset()).toBe(-330)
})
