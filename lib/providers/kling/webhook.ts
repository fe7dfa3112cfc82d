import { createHmac, timingSafeEqual } from "node:crypto"
import { WebhookVerificationError } from "@/lib/providers/errors"
import { type KlingTask, klingTask, toReport } from "@/lib/providers/kling/reply"
import type { ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"

/** How far the signed moment may lie from ours, both ways, ends included. */
const toleranceSeconds = 300

/**
 * Reads a Kling callback. With a webhook secret it must carry a valid Standard Webhooks signature, and then its word
 * counts; without one it is only a hint to read the job again (Kling signs only after a secret was made in its console).
 */
export function receiveKling(delivery: RawDelivery, settings: ProviderSettings): ReceivedReport {
  const { webhookSecret } = settings
  if (webhookSecret === undefined) {
    const task = read(delivery.body)
    // Unsigned, so no id of the vendor's: the same state of the same task is the same delivery.
    const deliveryId = `unsigned:${task.id}:${task.status}:${task.update_time ?? 0}`
    return { deliveryId, vendorJobId: task.id, report: { status: "hint" } }
  }
  const deliveryId = verify(delivery, webhookSecret, settings.now())
  const task = read(delivery.body)
  // A success that names no clip is not taken for a failure on the word of a callback: the job is read again.
  const isEmpty = task.status.startsWith("succeed") && (task.outputs ?? []).length === 0
  const report = isEmpty ? null : toReport(task)
  return { deliveryId, vendorJobId: task.id, report: report ?? { status: "hint" } }
}

/**
 * Standard Webhooks: HMAC-SHA256 over id, timestamp and raw body. By hand and not by the package of that name, because
 * that reads the clock itself and hashes in JavaScript; a test holds the two against each other. Returns the delivery id.
 */
function verify(delivery: RawDelivery, secret: string, now: number): string {
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

function read(body: Uint8Array): KlingTask {
  try {
    return klingTask.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch (cause) {
    throw new WebhookVerificationError(
      "bad_shape",
      `Not a task of Kling's: ${cause instanceof Error ? cause.name : "unreadable"}`,
    )
  }
}
