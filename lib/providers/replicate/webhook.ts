import { WebhookVerificationError } from "@/lib/providers/errors"
import type { ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"
import { type Prediction, prediction, toReport } from "@/lib/providers/replicate/reply"
import { verifyStandardWebhook } from "@/lib/providers/standard-webhooks"

/**
 * Reads a Replicate callback: the whole prediction. With the account's secret it must carry a valid Standard Webhooks
 * signature of the last five minutes (the SDK's own check knows no time), and then its word counts; without the secret
 * it is only a hint to read the prediction again.
 */
export function receiveReplicate(delivery: RawDelivery, { webhookSecret, now }: ProviderSettings): ReceivedReport {
  if (webhookSecret === undefined) {
    const { id, status } = read(delivery.body)
    // Nothing vouches for the id of an unverified delivery: the same state of the same prediction is the same one.
    return { deliveryId: `unverified:${id}:${status}`, vendorJobId: id, report: { status: "hint" } }
  }
  const deliveryId = verifyStandardWebhook(delivery, webhookSecret, now())
  const seen = read(delivery.body)
  // A success that names no file is not taken for a failure on the word of a callback.
  const report = seen.status === "succeeded" && seen.output == null ? null : toReport(seen)
  return { deliveryId, vendorJobId: seen.id, report: report ?? { status: "hint" } }
}

function read(body: Uint8Array): Prediction {
  try {
    return prediction.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch (cause) {
    const why = cause instanceof Error ? cause.name : "unreadable"
    throw new WebhookVerificationError("bad_shape", `Not a prediction of Replicate's: ${why}`)
  }
}
