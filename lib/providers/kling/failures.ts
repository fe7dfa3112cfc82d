import { ProviderError, type ProviderErrorKind } from "@/lib/providers/errors"
import type { HttpReply } from "@/lib/providers/http"
import { readRetryAfter } from "@/lib/providers/http-failures"
import { refusalKind } from "@/lib/providers/kling/reply"
import type { RefusalKind } from "@/lib/providers/provider"

type Meaning = { kind: ProviderErrorKind; acceptance: "no" | "maybe"; isRetryable?: true }

/** The code table of the Kling sheet (copy of the official page), read 2026-11-21. */
const meanings: Readonly<Record<number, Meaning>> = {
  1000: { kind: "auth", acceptance: "no" },
  1001: { kind: "auth", acceptance: "no" },
  1002: { kind: "auth", acceptance: "no" },
  1003: { kind: "auth", acceptance: "no" },
  1004: { kind: "auth", acceptance: "no" },
  1100: { kind: "auth", acceptance: "no" },
  1101: { kind: "credit", acceptance: "no" },
  1102: { kind: "credit", acceptance: "no" },
  1103: { kind: "auth", acceptance: "no" },
  1200: { kind: "invalid_request", acceptance: "no" },
  1201: { kind: "invalid_request", acceptance: "no" },
  1202: { kind: "not_found", acceptance: "no" },
  1203: { kind: "not_found", acceptance: "no" },
  1300: { kind: "prompt_refused", acceptance: "no" },
  1301: { kind: "prompt_refused", acceptance: "no" },
  1302: { kind: "rate_limited", acceptance: "no", isRetryable: true },
  1303: { kind: "rate_limited", acceptance: "no", isRetryable: true },
  1304: { kind: "auth", acceptance: "no" },
  // "Creates only after a lookup by external id", says the sheet.
  5000: { kind: "unavailable", acceptance: "maybe" },
  5001: { kind: "unavailable", acceptance: "maybe" },
  5002: { kind: "unavailable", acceptance: "maybe" },
}

/** The error for a Kling code other than 0; null for a code that the table does not have. */
export function codeFailure(
  answer: { code: number; message: string },
  reply: HttpReply,
  { isSubmit, now }: { isSubmit: boolean; now: number },
): ProviderError | null {
  const meaning = meanings[answer.code]
  if (meaning === undefined) return null
  const isTaken = answer.code === 1201 && /external_?(task_)?id/i.test(answer.message) && isDuplicate(answer.message)
  // Our own id is already in use: an earlier try of this very job got through. It must be looked up, not given up.
  const acceptance = isSubmit && isTaken ? "maybe" : isSubmit ? meaning.acceptance : "no"
  return new ProviderError({
    provider: "kling",
    kind: meaning.kind === "prompt_refused" ? inputRefusal(answer.message) : meaning.kind,
    acceptance,
    isRetryable: meaning.isRetryable === true || (!isSubmit && meaning.kind === "unavailable"),
    message: `Kling ${answer.code}: ${answer.message}`,
    httpStatus: reply.status,
    retryAfterSeconds: readRetryAfter(reply.headers, now),
  })
}

/** A request that was turned down has no output yet, whatever its words speak of. */
function inputRefusal(message: string): RefusalKind {
  const kind = refusalKind(message)
  return kind === "output_refused" ? "prompt_refused" : kind
}

function isDuplicate(message: string): boolean {
  return /duplicat|already|exist|unique|repeat|in use/i.test(message)
}
