import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { aShot } from "@/lib/jobs/testing"
import { createTestDatabase } from "@/lib/testing/database"
import { forgetOldPulses, notePulse, recentPulses, writePulse } from "@/lib/vendors/pulse"
import { webhookSecretInput } from "@/lib/vendors/schema"

await createTestDatabase()

test("calls are counted by vendor and mode, the last one is remembered, and no other team sees them", async () => {
  const [{ access }, other] = [await aShot(), await aShot()]
  const place = { teamId: access.teamId, provider: "kling", mode: "sandbox" } as const
  notePulse(place, null, Date.now() - 3000)
  notePulse(place, "unavailable", Date.now() - 2000)
  notePulse({ ...place, mode: "live" }, "auth")
  await writePulse()
  notePulse(place, null)
  await writePulse()
  const pulses = await recentPulses(access.teamId)
  expect(pulses.find(({ mode }) => mode === "sandbox")).toMatchObject({ calls: 3, failures: 1, lastFailure: null })
  expect(pulses.find(({ mode }) => mode === "live")).toMatchObject({ calls: 1, failures: 1, lastFailure: "auth" })
  expect(await recentPulses(other.access.teamId)).toEqual([])
})

test("calls of a team that is gone are dropped, and hours of last week forgotten", async () => {
  const { access } = await aShot()
  const place = { teamId: access.teamId, provider: "fal", mode: "sandbox" } as const
  notePulse(place, null, Date.now() - 8 * 24 * 3_600_000)
  notePulse({ ...place, teamId: "0190a000-0000-7000-8000-000000000000" as typeof access.teamId }, null)
  await writePulse()
  await forgetOldPulses()
  expect(await db().vendorPulse.count({ where: { provider: "fal" } })).toBe(0)
})

test.each([
  ["kling", "whsec_live000000000000000", true],
  ["kling", "", true],
  ["kling", "secret-of-another-form-000", false],
  ["kling", "whsec_x", false],
  ["runway", "whsec_live000000000000000", false],
])("a webhook secret of %s: %j is taken: %s", (provider, secret, isTaken) => {
  expect(webhookSecretInput.safeParse({ provider, secret }).success).toBe(isTaken)
})
