import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import type { Store } from "@/lib/sandbox/store"

/** Links to results that run out. */
export type Links = {
  /** The signature for a path until a moment (seconds since 1970). */
  sign(path: string, expiresAt: number): string
  isGood(path: string, expiresAt: number, signature: string): boolean
}

export function openLinks(store: Store): Links {
  let secret = store.setting("link-secret")
  if (!secret) {
    secret = randomBytes(32).toString("hex")
    store.setSetting("link-secret", secret)
  }
  const key = secret
  const sign = (path: string, expiresAt: number) =>
    createHmac("sha256", key).update(`${path}\n${expiresAt}`).digest("base64url")
  return {
    sign,
    isGood(path, expiresAt, signature) {
      const expected = Buffer.from(sign(path, expiresAt))
      const given = Buffer.from(signature)
      return given.length === expected.length && timingSafeEqual(given, expected) && expiresAt > Date.now() / 1000
    },
  }
}
