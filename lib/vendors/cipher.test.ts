import { expect, test } from "vitest"
import { decryptSecret, encryptSecret, type SecretPlace } from "@/lib/vendors/cipher"

const key = Buffer.alloc(32, 1).toString("base64")
const place: SecretPlace = { teamId: "0190a000-0000-7000-8000-000000000000", provider: "kling", field: "secret" }

test("a secret comes back as it was, and never twice in the same form", () => {
  const stored = encryptSecret("sk-ключ-1234", place, key)
  expect(decryptSecret(stored, place, key)).toBe("sk-ключ-1234")
  expect(encryptSecret("sk-ключ-1234", place, key)).not.toBe(stored)
  expect(Buffer.from(stored, "base64").includes("1234")).toBe(false)
})

test("a change of any single byte is noticed", () => {
  const bytes = Buffer.from(encryptSecret("secret", place, key), "base64")
  for (let index = 0; index < bytes.length; index++) {
    const changed = Buffer.from(bytes)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(() => decryptSecret(changed.toString("base64"), place, key)).toThrow()
  }
})

test("it opens in its own team, vendor and column alone", () => {
  const stored = encryptSecret("secret", place, key)
  for (const other of [
    { ...place, teamId: "x" },
    { ...place, provider: "fal" as const },
    { ...place, field: "webhookSecret" as const },
  ]) {
    expect(() => decryptSecret(stored, other, key)).toThrow("was changed")
  }
})

test("another key is named as the reason", () => {
  const stored = encryptSecret("secret", place, key)
  expect(() => decryptSecret(stored, place, Buffer.alloc(32, 2).toString("base64"))).toThrow("another ENCRYPTION_KEY")
  expect(() => decryptSecret("", place, key)).toThrow("not a stored secret")
})
