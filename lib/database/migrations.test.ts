import { expect, test } from "vitest"
import { migrateDatabase } from "@/lib/database/migrate"
import { pendingSchemaChange } from "@/lib/database/migrations"
import { createTestDatabase } from "@/lib/testing/database"

const database = await createTestDatabase()

test("the migrations lead to exactly what schema.prisma describes", async () => {
  expect(await pendingSchemaChange(database.url)).toBe("")
})

test("migrating a database that is up to date applies nothing", async () => {
  expect(await migrateDatabase(database.url)).toEqual([])
})
