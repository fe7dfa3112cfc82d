import { createHash } from "node:crypto"
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from "jose"
import { z } from "zod"
import { ProviderError, WebhookVerificationError } from "@/lib/providers/errors"
import { readBounded } from "@/lib/providers/http"
import type { ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"
import { verifyStandardWebhook } from "@/lib/providers/standard-webhooks"

/** How far the moment of a delivery may lie from ours, both ways, ends included. */
const toleranceSeconds = 300

const notice = z.object({ data: z.object({ id: z.string().min(1) }) })

/**
 * Reads a callback of the Gemini API. One of a per-request webhook carries a JWT in `Webhook-Signature`, signed with a key
 * that Google publishes; one of a webhook registered by hand carries a Standard Webhooks signature by its secret. The
 * payload is thin, and that the JWT covers the body is nowhere said: either is only a hint to read the interaction again.
 */
export async function receiveGemini(delivery: RawDelivery, settings: ProviderSettings): Promise<ReceivedReport> {
  const signature = delivery.headers.get("webhook-signature")
  if (signature === null) throw new WebhookVerificationError("bad_signature", "There is no signature.")
  if (!isJwt(signature)) {
    if (settings.webhookSecret === undefined) {
      throw new WebhookVerificationError("no_secret", "Signed with a secret that was not entered.")
    }
    const deliveryId = verifyStandardWebhook(delivery, settings.webhookSecret, settings.now())
    return { deliveryId, vendorJobId: jobIn(delivery.body), report: { status: "hint" } }
  }
  const claims = await verifyJwt(signature, settings)
  checkMoment(delivery.headers.get("webhook-timestamp"), claims, settings.now())
  const deliveryId =
    delivery.headers.get("webhook-id") ?? claims.jti ?? `body:${createHash("sha256").update(delivery.body).digest("hex")}`
  return { deliveryId, vendorJobId: jobIn(delivery.body), report: { status: "hint" } }
}

/** Three base64url parts; a Standard Webhooks signature has a comma. */
function isJwt(signature: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(signature)
}

/**
 * Google's keys by their address, for the whole process: an adapter is made for each delivery. One entry per configured
 * address; a copy is kept for a day, and a key that is not in it leads to a new copy at most once a minute.
 */
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

function keysOf(settings: ProviderSettings): ReturnType<typeof createRemoteJWKSet> {
  const address = settings.baseUrls.jwks ?? `${settings.baseUrls.api}/.well-known/jwks.json`
  const known = keySets.get(address)
  if (known !== undefined) return known
  const keys = createRemoteJWKSet(new URL(address), {
    cacheMaxAge: 24 * 3_600_000,
    cooldownDuration: 60_000,
    timeoutDuration: 10_000,
    [customFetch]: async (url, options) => {
      const response = await settings.fetch(url, options)
      return new Response(await readBounded(response, 100_000), { status: response.status })
    },
  })
  keySets.set(address, keys)
  return keys
}

const forged = [
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JOSEAlgNotAllowed,
  errors.JWSInvalid,
  errors.JWTInvalid,
]

/** The claims of a JWT that one of Google's keys signed. Which audience and issuer it names is not documented. */
async function verifyJwt(token: string, settings: ProviderSettings): Promise<JWTPayload> {
  try {
    const options = {
      algorithms: ["RS256"],
      clockTolerance: toleranceSeconds,
      currentDate: new Date(settings.now()),
    }
    return (await jwtVerify(token, keysOf(settings), options)).payload
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    if (cause instanceof errors.JWTExpired || cause instanceof errors.JWTClaimValidationFailed) {
      throw new WebhookVerificationError("stale", why)
    }
    if (forged.some((kind) => cause instanceof kind)) throw new WebhookVerificationError("bad_signature", why)
    const message = `Google's signing keys are unreadable: ${why}`
    throw new ProviderError({ provider: "gemini", kind: "unavailable", acceptance: "no", message, cause })
  }
}

/** A signed copy of long ago proves nothing about now. */
function checkMoment(timestamp: string | null, claims: JWTPayload, now: number): void {
  if (timestamp !== null && !/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError("bad_signature", "The timestamp is not a number.")
  }
  // The claim is signed and the header may not be: where both are there, both must be of now.
  const moments = [timestamp === null ? undefined : Number(timestamp), claims.iat]
  for (const moment of moments) {
    if (moment !== undefined && Math.abs(now / 1000 - moment) > toleranceSeconds) {
      throw new WebhookVerificationError("stale", `Signed at ${moment}, which is too far from now.`)
    }
  }
}

/** The interaction that a notice is about. */
function jobIn(body: Uint8Array): string {
  try {
    const { data } = notice.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
    return data.id.replace(/^interactions\//, "")
  } catch (cause) {
    throw new WebhookVerificationError("bad_shape", `Not a notice: ${cause instanceof Error ? cause.name : "unreadable"}`)
  }
}
