import { z } from "zod"
import { WebhookVerificationError } from "@/lib/providers/errors"
import type { ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"
import { verifyStandardWebhook } from "@/lib/providers/standard-webhooks"

const event = z.object({ type: z.string().min(1), data: z.object({ id: z.string().min(1) }) })

/**
 * Verifies an event of OpenAI's (`video.completed`, `video.failed`) and reads whose it is. Events are thin: they carry the
 * id alone, so that even a true one only says that the job must be read again. Without a secret nothing is believed: the
 * address is one for a whole project, so no token of ours vouches for it.
 */
export function receiveOpenAi(delivery: RawDelivery, { webhookSecret, now }: ProviderSettings): ReceivedReport {
  if (webhookSecret === undefined) throw new WebhookVerificationError("no_secret", "No webhook secret is stored for OpenAI.")
  const deliveryId = verifyStandardWebhook(delivery, webhookSecret, now())
  const parsed = event.safeParse(parseJson(delivery.body))
  if (!parsed.success || !parsed.data.type.startsWith("video.")) {
    throw new WebhookVerificationError("bad_shape", "Signed, but no event about a video.")
  }
  return { deliveryId, vendorJobId: parsed.data.data.id, report: { status: "hint" } }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
