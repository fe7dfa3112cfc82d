import { z } from "zod"
import { ProviderError, type ProviderErrorKind } from "@/lib/providers/errors"
import { googleRefusal } from "@/lib/providers/google-refusals"
import type { HttpReply } from "@/lib/providers/http"
import { statusFailure } from "@/lib/providers/http-failures"
import type { ProviderId } from "@/lib/providers/provider"

const detail = z.object({ reason: z.string().nullish().catch(null), retryDelay: z.string().nullish().catch(null) })

const errorBody = z.object({
  error: z.object({
    message: z.string().nullish().catch(null),
    status: z.string().nullish().catch(null),
    details: z.array(detail.catch({})).nullish().catch(null),
  }),
})

/**
 * The error that a reply of one of Google's APIs stands for: `{error: {code, message, status, details}}`. A `RetryInfo`
 * among the details counts as Retry-After, so a 503 with one was turned away at the door.
 */
export function googleFailure(
  provider: ProviderId,
  reply: HttpReply,
  { isSubmit, now }: { isSubmit: boolean; now: number },
): ProviderError {
  const body = errorBody.safeParse(reply.json)
  const { message, status, details } = body.success ? body.data.error : {}
  const delay = /^(\d+(?:\.\d+)?)s$/.exec(details?.find(({ retryDelay }) => retryDelay)?.retryDelay ?? "")?.[1]
  const headers = new Headers(reply.headers)
  if (delay !== undefined && !headers.has("retry-after")) headers.set("retry-after", delay)
  const failure = statusFailure(provider, { ...reply, headers }, { isSubmit, now })
  const reasons = (details ?? []).flatMap(({ reason }) => reason ?? [])
  const kind = kindOf(reply.status, { message: message ?? "", status: status ?? "", reasons })
  if (kind === null || kind === failure.kind) return failure
  return new ProviderError({
    provider,
    kind,
    acceptance: "no",
    message: failure.message,
    httpStatus: reply.status,
    ...(failure.retryAfterSeconds !== undefined && { retryAfterSeconds: failure.retryAfterSeconds }),
  })
}

type GoogleError = { message: string; status: string; reasons: readonly string[] }

/** What the body says beyond the HTTP status; null when nothing. Only of 4xx, where nothing was taken. */
function kindOf(httpStatus: number, { message, status, reasons }: GoogleError): ProviderErrorKind | null {
  if (httpStatus < 400 || httpStatus >= 500) return null
  // A wrong API key is answered with 400.
  if (status === "UNAUTHENTICATED" || reasons.includes("API_KEY_INVALID")) return "auth"
  if (reasons.includes("BILLING_DISABLED") || /billing to be enabled|enable billing/i.test(message)) return "credit"
  // A used-up prepaid balance is a 429 too; an ordinary quota also speaks of "plan and billing details".
  if (/prepayment|credits are depleted/i.test(message)) return "credit"
  return httpStatus === 400 ? googleRefusal(message) : null
}
