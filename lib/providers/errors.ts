import type { ProviderId, RefusalKind } from "@/lib/providers/provider"

export type ProviderErrorKind =
  | "auth"
  | "credit"
  | "rate_limited"
  | "invalid_request"
  | RefusalKind
  | "unavailable"
  | "not_found"
  | "bad_reply"

/**
 * A call to a vendor that did not work. `message` is the vendor's own text, for the log alone.
 * `acceptance` matters for a submit: "no" means the vendor surely did not take the job; "maybe" means the call was cut
 * off after it could have been read, and must not be sent again. `isRetryable` is only ever true with "no".
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError"
  readonly provider: ProviderId
  readonly kind: ProviderErrorKind
  readonly acceptance: "no" | "maybe"
  readonly isRetryable: boolean
  readonly httpStatus: number | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(details: {
    provider: ProviderId
    kind: ProviderErrorKind
    message: string
    acceptance: "no" | "maybe"
    isRetryable?: boolean
    httpStatus?: number
    retryAfterSeconds?: number
    cause?: unknown
  }) {
    super(details.message, { cause: details.cause })
    this.provider = details.provider
    this.kind = details.kind
    this.acceptance = details.acceptance
    this.isRetryable = details.acceptance === "no" && (details.isRetryable ?? false)
    this.httpStatus = details.httpStatus
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

export type WebhookRefusalReason = "bad_signature" | "stale" | "no_secret" | "bad_shape"

/** A callback that was not believed. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError"
  readonly reason: WebhookRefusalReason

  constructor(reason: WebhookRefusalReason, message: string) {
    super(message)
    this.reason = reason
  }
}
