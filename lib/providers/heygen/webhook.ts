import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { z } from "zod"
import { WebhookVerificationError } from "@/lib/providers/errors"
import { toFailure } from "@/lib/providers/heygen/reply"
import type { JobReport, ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"

/** How far the moment that a delivery states of itself may lie from ours, both ways, ends included. */
const toleranceSeconds = 300

const heygenEvent = z.object({
  event_id: z.string().min(1).nullish().catch(null),
  event_type: z.string(),
  event_data: z.object({
    video_id: z.string().min(1),
    url: z.string().nullish().catch(null),
    msg: z.string().nullish().catch(null),
    failure_code: z.string().nullish().catch(null),
    failure_message: z.string().nullish().catch(null),
  }),
})
type HeygenEvent = z.infer<typeof heygenEvent>

/**
 * Reads a HeyGen callback. With a webhook secret a signature must fit, and then its word counts. Without a secret, or
 * without any signature (which secret signs a callback of one request is not documented), it is only a hint to read the
 * job again.
 */
export function receiveHeygen(delivery: RawDelivery, settings: ProviderSettings): ReceivedReport {
  const signature = delivery.headers.get("heygen-signature") ?? delivery.headers.get("signature")
  const isProven = settings.webhookSecret !== undefined && signature !== null
  if (settings.webhookSecret !== undefined && signature !== null) {
    verify(delivery, signature, settings.webhookSecret, settings.now())
  }
  const event = read(delivery.body)
  return {
    deliveryId: deliveryIdOf(delivery, event),
    vendorJobId: event.event_data.video_id,
    report: isProven ? toReport(event) : { status: "hint" },
  }
}

/** Lower-case hex of HMAC-SHA256 over the raw body, keyed with the secret as it stands. */
function verify(delivery: RawDelivery, signature: string, secret: string, now: number): void {
  if (secret === "") throw new WebhookVerificationError("no_secret", "The webhook secret is empty.")
  const expected = createHmac("sha256", secret).update(delivery.body).digest()
  const given = Buffer.from(signature.trim(), "hex")
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new WebhookVerificationError("bad_signature", "The signature does not fit.")
  }
  // The signature does not cover the time: this refuses what is honest about its age, and the event's id the rest.
  const timestamp = delivery.headers.get("heygen-timestamp")
  if (timestamp !== null && !(Math.abs(now / 1000 - Number(timestamp)) <= toleranceSeconds)) {
    throw new WebhookVerificationError("stale", `Sent at ${timestamp}, which is too far from now.`)
  }
}

/** The id in the body comes first, because a signature covers it; a body that names none stands for itself. */
function deliveryIdOf({ body, headers }: RawDelivery, { event_id: id }: HeygenEvent): string {
  return id ?? headers.get("heygen-event-id") ?? createHash("sha256").update(body).digest("hex")
}

/** Only the end of the video itself is news; captions and previews have events of their own. */
function toReport({ event_type: type, event_data: data }: HeygenEvent): JobReport | { status: "hint" } {
  if (type === "avatar_video.success" && data.url) {
    return { status: "succeeded", files: [{ url: data.url, mime: "video/mp4" }] }
  }
  if (type === "avatar_video.fail") {
    return { status: "failed", failure: toFailure(data.failure_code, data.failure_message ?? data.msg) }
  }
  return { status: "hint" }
}

function read(body: Uint8Array): HeygenEvent {
  try {
    return heygenEvent.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)))
  } catch (cause) {
    throw new WebhookVerificationError(
      "bad_shape",
      `Not an event of HeyGen's: ${cause instanceof Error ? cause.name : "unreadable"}`,
    )
  }
}
