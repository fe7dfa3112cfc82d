import { expect, test } from "vitest"
import { hashPassword, nobodysHash, verifyPassword } from "@/lib/auth/password"

test("a password is the one that was hashed, and another is not", async () => {
  const hash = await hashPassword("correct horse battery")
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(await verifyPassword("correct horse battery", hash)).toBe(true)
  expect(await verifyPassword("correct horse batterz", hash)).toBe(false)
})

test("the same password hashes differently each time", async () => {
  expect(await hashPassword("correct horse battery")).not.toBe(await hashPassword("correct horse battery"))
})

test("a hash with other parameters, made elsewhere, is understood", async () => {
  // argon2 reference implementation's test vector: password "password", salt "somesalt", m=65536, t=2, p=1.
  const vector = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
  expect(await verifyPassword("password", vector)).toBe(true)
})

test("the same letters typed as other code points are the same password", async () => {
  expect(await verifyPassword("Caf\u00e9 au lait 12", await hashPassword("Cafe\u0301 au lait 12"))).toBe(true)
})

test("nobody knows nobody's password, and what is no hash matches nothing", async () => {
  expect(await verifyPassword("", await nobodysHash)).toBe(false)
  expect(await verifyPassword("x", "x")).toBe(false)
})
