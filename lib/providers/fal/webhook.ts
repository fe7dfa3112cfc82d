import { createHash, verify } from "node:crypto"
import { z } from "zod"
import { WebhookVerificationError } from "@/lib/providers/errors"
import { falKeys } from "@/lib/providers/fal/jwks"
import { toFailure, toSuccess } from "@/lib/providers/fal/reply"
import type { ProviderSettings, RawDelivery, ReceivedReport } from "@/lib/providers/provider"

/** How far the signed moment may lie from ours, both ways, ends included. */
const toleranceSeconds = 300

const delivery = z.object({
  request_id: z.string().min(1),
  /** "OK" or "ERROR". */
  status: z.string(),
  payload: z.unknown().optional(),
  error: z.string().nullish(),
})

/**
 * Verifies a fal callback and reads it. Ed25519 over request id, user id, timestamp and the sha256 of the raw body, each
 * on its own line (algorithm and test vector: the fal sheet, read 2026-11-21). The payload of an OK is the result itself.
 */
export async function receiveFal(raw: RawDelivery, settings: ProviderSettings): Promise<ReceivedReport> {
  const requestId = raw.headers.get("x-fal-webhook-request-id")
  const userId = raw.headers.get("x-fal-webhook-user-id")
  const timestamp = raw.headers.get("x-fal-webhook-timestamp")
  const signature = raw.headers.get("x-fal-webhook-signature")
  if (requestId === null || userId === null || timestamp === null || signature === null) {
    throw new WebhookVerificationError("bad_signature", "A signature header is missing.")
  }
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError("bad_signature", "The timestamp is not a number.")
  if (Math.abs(settings.now() / 1000 - Number(timestamp)) > toleranceSeconds) {
    throw new WebhookVerificationError("stale", `Signed at ${timestamp}, which is too far from now.`)
  }
  if (!/^[0-9a-f]{128}$/i.test(signature)) throw new WebhookVerificationError("bad_signature", "Not an Ed25519 signature.")
  const hash = createHash("sha256").update(raw.body).digest("hex")
  const message = Buffer.from([requestId, userId, timestamp, hash].join("\n"), "utf8")
  const signed = Buffer.from(signature, "hex")
  const fits = async (isRetry: boolean) =>
    (await falKeys(settings, { isRetry })).some((key) => verify(null, message, key, signed))
  if (!(await fits(false)) && !(await fits(true))) {
    throw new WebhookVerificationError("bad_signature", "No key of fal's fits the signature.")
  }
  return read(raw.body, requestId)
}

function read(body: Uint8Array, signedRequestId: string): ReceivedReport {
  const parsed = delivery.safeParse(parseJson(body))
  if (!parsed.success) throw new WebhookVerificationError("bad_shape", "Signed, but not a delivery that we know.")
  const { request_id: vendorJobId, status, payload, error } = parsed.data
  const told = () => {
    // A payload that could not be serialized (`payload_error`) or holds no video proves nothing: read the job again.
    if (status === "OK") return toSuccess(payload)
    if (status !== "ERROR") return null
    return toFailure({ body: payload, httpStatus: statusIn(error), text: JSON.stringify(payload ?? error ?? null) })
  }
  return { deliveryId: signedRequestId, vendorJobId, report: told() ?? { status: "hint" } }
}

/** 422 of "Invalid status code: 422". */
function statusIn(error: string | null | undefined): number | undefined {
  const digits = error?.match(/status code:? (\d{3})/i)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
