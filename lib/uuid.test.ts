import { randomBytes } from "node:crypto"
import { expect, test } from "vitest"
import { z } from "zod"
import { uuidOfKey } from "@/lib/uuid"

test("any key is an id that every check of ours takes, and the same one each time", () => {
  for (let count = 0; count < 500; count++) {
    const key = randomBytes(16).toString("hex")
    expect(z.uuid().safeParse(uuidOfKey(key)).success).toBe(true)
    expect(uuidOfKey(key)).toBe(uuidOfKey(key))
  }
  expect(uuidOfKey("0123456789abcdef0123456789abcdef")).toBe("01234567-89ab-4def-8123-456789abcdef")
})
