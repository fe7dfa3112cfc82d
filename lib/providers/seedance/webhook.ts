import { WebhookVerificationError } from "@/lib/providers/errors"
import type { RawDelivery, ReceivedReport } from "@/lib/providers/provider"
import { type SeedanceTask, seedanceTask } from "@/lib/providers/seedance/reply"

/**
 * Reads a ModelArk callback. It is the task as a look would show it, sent at each change of status, and nothing proves
 * it: no signature is documented. So it is only ever a hint to read the job again.
 */
export function receiveSeedance(delivery: RawDelivery): ReceivedReport {
  const task = read(delivery.body)
  // No id of the vendor's: the same state of the same task is the same delivery.
  const deliveryId = `unsigned:${task.id}:${task.status}:${task.updated_at ?? 0}`
  return { deliveryId, vendorJobId: task.id, report: { status: "hint" } }
}

function read(body: Uint8Array): SeedanceTask {
  try {
    return seedanceTask.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch (cause) {
    throw new WebhookVerificationError(
      "bad_shape",
      `Not a task of ModelArk's: ${cause instanceof Error ? cause.name : "unreadable"}`,
    )
  }
}
