import { createPublicKey, type KeyObject } from "node:crypto"
import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { readBounded } from "@/lib/providers/http"
import { networkFailure } from "@/lib/providers/http-failures"
import type { ProviderSettings } from "@/lib/providers/provider"

const jwks = z.object({ keys: z.array(z.object({ x: z.string().min(1) })) })

const maxAgeSeconds = 24 * 3600
/** A forged delivery fails against every key too, and must not make us hammer the vendor's key address. */
const minRefetchSeconds = 60

type Cached = { keys: readonly KeyObject[]; fetchedAt: number }

/**
 * By address, for the whole process: an adapter is made for each delivery, and fal asks its users to cache the keys for at
 * most 24 hours. Holds one entry per configured address.
 */
const cache = new Map<string, Cached>()
const underWay = new Map<string, Promise<Cached>>()

/**
 * fal's signing keys. `isRetry` says that no key fitted: then a fresh copy is fetched, at most once a minute.
 * Throws `ProviderError` of kind "unavailable" when the keys cannot be read.
 */
export async function falKeys(settings: ProviderSettings, { isRetry }: { isRetry: boolean }): Promise<readonly KeyObject[]> {
  const address = settings.baseUrls.jwks ?? `${settings.baseUrls.rest ?? settings.baseUrls.api}/.well-known/jwks.json`
  const known = cache.get(address)
  if (known !== undefined) {
    const ageSeconds = (settings.now() - known.fetchedAt) / 1000
    if (ageSeconds < (isRetry ? minRefetchSeconds : maxAgeSeconds)) return known.keys
  }
  const already = underWay.get(address)
  if (already !== undefined) return (await already).keys
  const fetching = fetchKeys(address, settings).finally(() => underWay.delete(address))
  underWay.set(address, fetching)
  const fetched = await fetching
  cache.set(address, fetched)
  return fetched.keys
}

async function fetchKeys(address: string, settings: ProviderSettings): Promise<Cached> {
  let text: string
  try {
    const response = await settings.fetch(address, { redirect: "error", signal: AbortSignal.timeout(10_000) })
    text = await readBounded(response, 100_000)
    if (!response.ok) throw new Error(`HTTP ${response.status}: ${text.slice(0, 200)}`)
  } catch (error) {
    throw networkFailure("fal", error, { isSubmit: false, wasSent: true })
  }
  try {
    // A live copy was seen with "=" padding, which Node's reading of base64url allows.
    const keys = jwks
      .parse(JSON.parse(text))
      .keys.map(({ x }) => createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } }))
    return { keys, fetchedAt: settings.now() }
  } catch (cause) {
    throw new ProviderError({
      provider: "fal",
      kind: "unavailable",
      acceptance: "no",
      message: "fal's keys are unreadable",
      cause,
    })
  }
}
