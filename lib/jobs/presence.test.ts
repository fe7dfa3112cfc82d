import { expect, test } from "vitest"
import { openPresence } from "@/lib/jobs/presence"
import { createTestDatabase } from "@/lib/testing/database"

const { url } = await createTestDatabase()

test("many names taken and released at once ask one after the other, as one session must", async () => {
  const warnings: string[] = []
  const hear = ({ message }: Error) => void warnings.push(message)
  process.on("warning", hear)
  const presence = await openPresence(url, (error) => {
    throw error
  })
  const names = Array.from({ length: 20 }, (_, i) => `thing ${i}`)
  const releases = await Promise.all(names.map((name) => presence.tryLock(name)))
  expect(releases).not.toContain(null)
  expect(await presence.tryLock("thing 3")).toBeNull()
  await Promise.all(releases.map((release) => release?.()))
  expect(await presence.findFree(names)).toEqual(names)
  await presence.close()
  process.off("warning", hear)
  expect(warnings).toEqual([])
})

test("a name that could not be asked for can be asked for again, and the asking goes on", async () => {
  const presence = await openPresence(url, (error) => {
    throw error
  })
  // Postgres takes no text with a zero in it.
  const [failed, taken] = await Promise.allSettled([presence.tryLock("a\0b"), presence.tryLock("c")])
  expect([failed?.status, taken?.status]).toEqual(["rejected", "fulfilled"])
  expect(await presence.findFree(["c", "d"])).toEqual(["d"])
  await presence.close()
})
