import { createHash } from "node:crypto"
import type { Json, Vendor } from "@/lib/sandbox/job"

/** A name for a key that says nothing about it. */
export function accountOf(vendor: Vendor, key: string): string {
  return createHash("sha256").update(`${vendor}\n${key}`).digest("hex").slice(0, 12)
}

/** What makes two requests the same one, for failures that pass on the second try. */
export function identityOf(vendor: Vendor, account: string, request: Json, externalId?: string | null): string {
  return createHash("sha256")
    .update(JSON.stringify([vendor, account, externalId ?? request]))
    .digest("hex")
    .slice(0, 24)
}
