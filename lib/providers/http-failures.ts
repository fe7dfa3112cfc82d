import { ProviderError, type ProviderErrorKind } from "@/lib/providers/errors"
import type { HttpReply } from "@/lib/providers/http"
import type { ProviderId } from "@/lib/providers/provider"

/*
 * What is known after a call went wrong. A submit is billed once it is accepted, so "no" needs proof:
 *
 *   no      the name was not found, the connection refused, the TLS handshake failed: no byte of the request was sent
 *   no      4xx: the vendor read it and said so (408 and 425 excepted: a proxy's word about timing proves nothing)
 *   no      429, and 503 with Retry-After: turned away at the door; may be sent again after the stated time
 *   no      3xx: a redirect is an answer instead of the work; it is not followed, the key stays here
 *   maybe   timeout, reset, cut-off, aborted after sending: it may have been read whole
 *   maybe   500, 502, 504, bare 503: a gateway may have lost the answer after the vendor took the job
 *   maybe   2xx that cannot be read (cut off, too large, no id in it): most likely taken
 *
 * Reading calls accept nothing, so for them every failure is "no", and what time may heal is retryable.
 */

/**
 * "Host unreachable" is not among them: it also ends a connection that had carried the request, and one that was never made
 * says `syscall: "connect"`.
 */
const unsentCodes = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "UND_ERR_CONNECT_TIMEOUT"])

/** Of a certificate or a handshake; retrying without a change of ours or theirs is in vain. */
const certificateCode = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/

/** Other TLS errors (a bad record, an end without farewell) may come long after the request went out. */
const handshakeCode =
  /^ERR_SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|NO_CIPHERS_AVAILABLE|(SSLV3|TLSV1)_ALERT_(HANDSHAKE_FAILURE|PROTOCOL_VERSION)|(SSL|TLS)V1_UNRECOGNIZED_NAME)$/

type CodedError = { code?: unknown; syscall?: unknown; cause?: unknown; errors?: unknown }

/** The chain of causes, with the parts of an AggregateError (Node tries several addresses of one name). */
function chain(error: unknown, depth = 0): CodedError[] {
  if (typeof error !== "object" || error === null || depth > 5) return []
  const coded: CodedError = error
  const parts = Array.isArray(coded.errors) ? coded.errors.flatMap((part) => chain(part, depth + 1)) : []
  return [coded, ...parts, ...chain(coded.cause, depth + 1)]
}

function isConnectFailure({ code, syscall }: CodedError): boolean {
  return (typeof code === "string" && unsentCodes.has(code)) || syscall === "connect" || syscall === "getaddrinfo"
}

function isCertificateFailure({ code }: CodedError): boolean {
  return typeof code === "string" && (certificateCode.test(code) || handshakeCode.test(code))
}

/** The ProviderError for a call that brought no whole reply. */
export function networkFailure(
  provider: ProviderId,
  error: unknown,
  { isSubmit, wasSent }: { isSubmit: boolean; wasSent: boolean },
): ProviderError {
  if (error instanceof ProviderError) return error
  const links = chain(error)
  const isCertificate = links.some(isCertificateFailure)
  const isUnsent = !wasSent || isCertificate || links.some(isConnectFailure)
  const isTooLarge = error instanceof Error && error.name === "ReplyTooLarge"
  const isAbort = error instanceof Error && error.name === "AbortError"
  return new ProviderError({
    provider,
    kind: isTooLarge ? "bad_reply" : "unavailable",
    acceptance: isUnsent || !isSubmit ? "no" : "maybe",
    isRetryable: !isCertificate && !isTooLarge && !isAbort,
    message: describe(error, links),
    cause: error,
  })
}

function describe(error: unknown, links: readonly CodedError[]): string {
  const code = links.map((link) => link.code).find((value) => typeof value === "string")
  const message = error instanceof Error ? error.message : String(error)
  return code === undefined ? message : `${message} (${code})`
}

/** The ProviderError that a reply's status amounts to by itself. */
export function statusFailure(
  provider: ProviderId,
  reply: HttpReply,
  { isSubmit, now }: { isSubmit: boolean; now: number },
): ProviderError {
  const retryAfterSeconds = readRetryAfter(reply.headers, now)
  const kind = kindOfStatus(reply.status)
  const turnedAway = reply.status === 429 || (reply.status === 503 && retryAfterSeconds !== undefined)
  const isClear = reply.status < 500 && reply.status !== 408 && reply.status !== 425 && reply.status >= 300
  const acceptance = !isSubmit || turnedAway || isClear ? "no" : "maybe"
  return new ProviderError({
    provider,
    kind,
    acceptance,
    isRetryable: turnedAway || kind === "unavailable",
    message: `HTTP ${reply.status}: ${reply.text.slice(0, 500)}`,
    httpStatus: reply.status,
    retryAfterSeconds,
  })
}

function kindOfStatus(status: number): ProviderErrorKind {
  if (status === 401 || status === 403) return "auth"
  if (status === 402) return "credit"
  if (status === 404) return "not_found"
  if (status === 429) return "rate_limited"
  if (status === 408 || status === 425 || status >= 500) return "unavailable"
  if (status >= 400) return "invalid_request"
  return "bad_reply"
}

/** Seconds until the moment in Retry-After (a number or a date), never below 0; undefined when absent or unreadable. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim()
  if (value === undefined || value === "") return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value)
  const moment = Date.parse(value)
  return Number.isNaN(moment) ? undefined : Math.max(0, Math.ceil((moment - now) / 1000))
}

/** A reply with a good status and a body that is not what was promised: after a submit the job was most likely taken. */
export function unreadableReply(
  provider: ProviderId,
  reply: HttpReply,
  why: string,
  { isSubmit }: { isSubmit: boolean },
): ProviderError {
  return new ProviderError({
    provider,
    kind: "bad_reply",
    acceptance: isSubmit ? "maybe" : "no",
    message: `${why}: HTTP ${reply.status}: ${reply.text.slice(0, 500)}`,
    httpStatus: reply.status,
  })
}
