import "server-only"
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { env } from "@/lib/env"
import type { ProviderId } from "@/lib/providers/provider"
import { findVendor } from "@/lib/providers/vendors"

/**
 * A random token for one submit. Only its hash is stored, committed with `submitting` before the vendor can know the
 * token; a submit that is tried again gets a new one. So nothing that could be derived or leaked from a backup opens it.
 */
export function mintToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url")
  return { token, hash: hashToken(token) }
}

/** True when the token is the one whose hash is stored. Takes the same time for every wrong token. */
export function isToken(token: string, storedHash: string): boolean {
  const given = Buffer.from(hashToken(token))
  const stored = Buffer.from(storedHash.padEnd(given.length, "-"))
  return stored.length === given.length && timingSafeEqual(given, stored)
}

/**
 * Where the vendor may post about this generation; undefined when it cannot reach us. Live vendors need PUBLIC_URL, the
 * sandbox runs beside us and posts to INTERNAL_URL.
 */
export function callbackUrl(
  generation: { id: string; provider: ProviderId; mode: "sandbox" | "live" },
  token: string,
): string | undefined {
  const finish = findVendor(generation.provider)?.finish
  // Such a vendor is told of no address with a job, so a job of its must not wait for a callback.
  if (finish?.by === "webhook" && finish.isRegistered) return undefined
  const base = generation.mode === "live" ? env().PUBLIC_URL : env().INTERNAL_URL
  if (base === undefined) return undefined
  return `${base}/api/webhooks/${generation.provider}?${new URLSearchParams({ generation: generation.id, token })}`
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}
