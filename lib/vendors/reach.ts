import "server-only"
import { createHash } from "node:crypto"
import { env } from "@/lib/env"
import { log } from "@/lib/log"
import type { Reach } from "@/lib/vendors/schema"

const patienceMs = 8_000

/** Tells this installation from another that answers at the same address; says nothing of its secret. */
export function installationMark(): string {
  return createHash("sha256").update(`installation ${env().AUTH_SECRET}`).digest("hex").slice(0, 16)
}

/**
 * Asks for /api/health at PUBLIC_URL, as a vendor would reach it; the operator names that address, so it is no stranger's.
 * Never throws.
 */
export async function checkReach(): Promise<Reach> {
  const address = env().PUBLIC_URL
  if (address === undefined) return { isReachable: false, words: "PUBLIC_URL is not set: live vendors are polled." }
  try {
    const reply = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(patienceMs), redirect: "manual" })
    if (!reply.ok) return { isReachable: false, words: `It answers with status ${reply.status}.` }
    const { installation } = (await reply.json()) as { installation?: unknown }
    if (installation === installationMark()) return { isReachable: true, words: "The studio answers there." }
    return { isReachable: false, words: "Something else answers there." }
  } catch (error) {
    log().warn({ error }, "public address not reached")
    return { isReachable: false, words: "Nothing answers there, as seen from this machine." }
  }
}
