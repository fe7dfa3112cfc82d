import { createHmac, timingSafeEqual } from "node:crypto"
import { WebhookVerificationError } from "@/lib/providers/errors"
import type { RawDelivery } from "@/lib/providers/provider"

/** How far the signed moment may lie from ours, both ways, ends included. */
const toleranceSeconds = 300

/**
 * Standard Webhooks: HMAC-SHA256 over id, timestamp and raw body, with the secret's base64 after "whsec_". By hand and not
 * by the package of that name, because that reads the clock itself and hashes in JavaScript; a test holds the two against
 * each other. Returns the delivery's id. `now` in milliseconds. Throws `WebhookVerificationError`.
 */
export function verifyStandardWebhook(delivery: RawDelivery, secret: string, now: number): string {
  const id = delivery.headers.get("webhook-id")
  const timestamp = delivery.headers.get("webhook-timestamp")
  const signatures = delivery.headers.get("webhook-signature")
  if (id === null || timestamp === null || signatures === null) {
    throw new WebhookVerificationError("bad_signature", "A signature header is missing.")
  }
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError("bad_signature", "The timestamp is not a number.")
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds) {
    throw new WebhookVerificationError("stale", `Signed at ${timestamp}, which is too far from now.`)
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64")
  if (key.length === 0) throw new WebhookVerificationError("no_secret", "The webhook secret is empty.")
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(delivery.body).digest()
  // Two signatures during a rotation; another version than v1 is not ours to judge.
  const fits = signatures.split(" ").some((versioned) => {
    const [version, signature = ""] = versioned.split(",")
    const given = Buffer.from(signature, "base64")
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected)
  })
  if (!fits) throw new WebhookVerificationError("bad_signature", "No signature fits.")
  return id
}
