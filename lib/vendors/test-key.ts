import "server-only"
import { log } from "@/lib/log"
import { ProviderError } from "@/lib/providers/errors"
import { vendorName } from "@/lib/providers/names"
import type { ProviderId, ProviderSettings } from "@/lib/providers/provider"
import { createProvider } from "@/lib/providers/registry"

const testTimeoutMs = 15_000

/** What a harmless call with the key said. `words` is kept and shown; goodWords means it works. */
export type KeyTest = { isGood: boolean; words: string }
export const goodWords = "works"

/** Calls the vendor once, for nothing: the key is accepted, or why it is not, in our words. Never throws. */
export async function testKey(provider: ProviderId, settings: ProviderSettings): Promise<KeyTest> {
  const name = vendorName(provider)
  try {
    const adapter = await createProvider(provider, settings)
    await adapter.testCredential({ signal: AbortSignal.timeout(testTimeoutMs) })
    return { isGood: true, words: goodWords }
  } catch (error) {
    log().warn({ provider, error }, "vendor key test failed")
    return { isGood: false, words: failureWords(name, error) }
  }
}

function failureWords(name: string, error: unknown): string {
  if (!(error instanceof ProviderError)) return `${name} could not be reached. Try again in a minute.`
  switch (error.kind) {
    case "auth":
      return `${name} does not accept this key.`
    case "credit":
      return `${name} accepts this key, but its account has no credit.`
    case "rate_limited":
      return `${name} answers too many calls with this key right now. Try again in a minute.`
    default:
      return `${name} could not be reached. Try again in a minute.`
  }
}
