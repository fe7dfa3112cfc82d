import { z } from "zod"
import { WebhookVerificationError } from "@/lib/providers/errors"
import { fromLegacy, legacyTask } from "@/lib/providers/kling/legacy-reply"
import { type KlingTask, klingTask, toReport } from "@/lib/providers/kling/reply"
import type { ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"
import { verifyStandardWebhook } from "@/lib/providers/standard-webhooks"

/** The newer API posts a task as its query shows it, the older one in its own words. */
const callback = z.union([klingTask, legacyTask.transform(fromLegacy)])

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
  const deliveryId = verifyStandardWebhook(delivery, webhookSecret, settings.now())
  const task = read(delivery.body)
  // A success that names no clip is not taken for a failure on the word of a callback: the job is read again.
  const isEmpty = task.status.startsWith("succeed") && (task.outputs ?? []).length === 0
  const report = isEmpty ? null : toReport(task)
  return { deliveryId, vendorJobId: task.id, report: report ?? { status: "hint" } }
}

function read(body: Uint8Array): KlingTask {
  try {
    return callback.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch (cause) {
    throw new WebhookVerificationError(
      "bad_shape",
      `Not a task of Kling's: ${cause instanceof Error ? cause.name : "unreadable"}`,
    )
  }
}
