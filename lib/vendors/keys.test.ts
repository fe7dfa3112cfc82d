import { beforeEach, expect, test } from "vitest"
import { db } from "@/lib/db"
import { aShot } from "@/lib/jobs/testing"
import { providerIds } from "@/lib/providers/vendors"
import type { TeamAccess } from "@/lib/teams/types"
import { createTestDatabase } from "@/lib/testing/database"
import { encryptSecret } from "@/lib/vendors/cipher"
import { vendorAccess, vendorModes, vendorsElsewhere } from "@/lib/vendors/data"
import { removeKey, setMode, setWebhookSecret, storeKey } from "@/lib/vendors/mutations"
import { listVendors } from "@/lib/vendors/views"

process.env.SANDBOX_URL = "http://127.0.0.1:3010"
process.env.SANDBOX_WEBHOOK_SECRET = "whsec_sandbox0000000000"
await createTestDatabase()

const good = { isGood: true, words: "works" }
let access: TeamAccess
beforeEach(async () => {
  access = (await aShot()).access
})

test("without a key every vendor is in the sandbox, under a key of the team's own", async () => {
  expect(await vendorModes(access.teamId)).toEqual(Object.fromEntries(providerIds.map((id) => [id, "sandbox"])))
  const { mode, settings } = await vendorAccess(access.teamId, "kling")
  expect(mode).toBe("sandbox")
  expect(settings).toMatchObject({
    apiKey: `sandbox-${access.teamId}`,
    baseUrls: { api: "http://127.0.0.1:3010/kling" },
    webhookSecret: "whsec_sandbox0000000000",
  })
  expect((await vendorAccess(access.teamId, "fal")).settings.webhookSecret).toBeUndefined()
})

test("a key may be for another server that speaks the vendor's API", async () => {
  await storeKey(access, "openai", { apiKey: "sk-openai-key-1", fields: {} }, good)
  expect(await vendorsElsewhere(access.teamId)).toEqual([])
  await storeKey(access, "openai", { apiKey: "key-of-ours-1", fields: { baseUrl: "https://videos.example/v1" } }, good)
  expect(await vendorsElsewhere(access.teamId)).toEqual(["openai"])
  const { settings } = await vendorAccess(access.teamId, "openai")
  expect(settings.fields).toEqual({ baseUrl: "https://videos.example/v1" })
})

test("a stored key makes its vendor live, and comes back only to the server", async () => {
  await storeKey(access, "kling", { apiKey: "ak-live-key-f42a", fields: {} }, good)
  await setWebhookSecret(access, "kling", "whsec_live000000000000")
  expect(await vendorModes(access.teamId)).toMatchObject({ kling: "live", fal: "sandbox" })
  const { mode, settings } = await vendorAccess(access.teamId, "kling")
  expect(mode).toBe("live")
  expect(settings).toMatchObject({
    apiKey: "ak-live-key-f42a",
    webhookSecret: "whsec_live000000000000",
    baseUrls: { api: expect.stringMatching(/^https:/) },
  })
  const seen = JSON.stringify([
    await listVendors(access.teamId),
    await db().vendorCredential.findMany(),
    await db().auditEvent.findMany(),
  ])
  expect(seen).toContain("f42a")
  expect(seen).not.toContain("ak-live-key")
  expect(seen).not.toContain("whsec_live")
})

test("a job that began live is finished live after the switch went back, and the other way round", async () => {
  await storeKey(access, "runway", { apiKey: "key_live_9c1e", fields: {} }, good)
  await setMode(access, "runway", "sandbox")
  expect((await vendorAccess(access.teamId, "runway")).mode).toBe("sandbox")
  expect((await vendorAccess(access.teamId, "runway", "live")).settings.apiKey).toBe("key_live_9c1e")
  await setMode(access, "runway", "live")
  expect((await vendorAccess(access.teamId, "runway", "sandbox")).settings.apiKey).toBe(`sandbox-${access.teamId}`)
})

test("live without a key is refused, and a removed key is gone", async () => {
  await expect(setMode(access, "fal", "live")).rejects.toThrow("Add a key first")
  await expect(vendorAccess(access.teamId, "fal", "live")).rejects.toThrow("There is no key for fal.")
  await storeKey(access, "fal", { apiKey: "id:secret-0b77", fields: {} }, good)
  await removeKey(access, "fal")
  await expect(vendorAccess(access.teamId, "fal", "live")).rejects.toThrow("There is no key for fal.")
  const actions = await db().auditEvent.findMany({ where: { teamId: access.teamId }, orderBy: { id: "asc" } })
  expect(actions.map(({ action }) => action)).toEqual(["vendor.key_added", "vendor.key_removed"])
})

test("one team's ciphertext does not open as another's", async () => {
  await storeKey(access, "fal", { apiKey: "id:secret-0b77", fields: {} }, good)
  const { access: other } = await aShot()
  const row = await db().vendorCredential.findFirstOrThrow({ where: { teamId: access.teamId } })
  await db().vendorCredential.create({ data: { ...row, teamId: other.teamId } })
  const cause = expect.objectContaining({ message: expect.stringContaining("was changed") })
  await expect(vendorAccess(other.teamId, "fal")).rejects.toMatchObject({ code: "unavailable", cause })
})

test("a key under another ENCRYPTION_KEY is said to be unreadable, and the studio goes on without it", async () => {
  await storeKey(access, "openai", { apiKey: "key-of-ours-1", fields: { baseUrl: "https://videos.example/v1" } }, good)
  const place = { teamId: access.teamId, provider: "openai", field: "secret" } as const
  const secretCipher = encryptSecret("{}", place, Buffer.alloc(32, "another").toString("base64"))
  await db().vendorCredential.updateMany({ where: { teamId: access.teamId }, data: { secretCipher } })
  await expect(vendorAccess(access.teamId, "openai")).rejects.toMatchObject({ code: "unavailable" })
  expect(await vendorsElsewhere(access.teamId)).toEqual([])
})
