import { z } from "zod"
import { ProviderError, type ProviderErrorKind } from "@/lib/providers/errors"
import type { HttpReply } from "@/lib/providers/http"
import { statusFailure } from "@/lib/providers/http-failures"
import type { RefusalKind } from "@/lib/providers/provider"

/*
 * Codes of the error table (copies of volcengine 82379/1299023 in the sheet). They read "InputImageSensitiveContentDetected",
 * with ".PrivacyInformation" for a real face and ".PolicyViolation" for copyright.
 */

const seedanceError = z.object({ error: z.object({ code: z.string(), message: z.string().nullish() }) })

/** The kind of a moderation code; null for any other code. */
export function refusalOf(code: string): RefusalKind | null {
  if (!/SensitiveContentDetected/i.test(code)) return null
  if (/\.PrivacyInformation/i.test(code)) return "person_refused"
  if (/\.PolicyViolation/i.test(code)) return "property_refused"
  if (/^Output/i.test(code)) return "output_refused"
  if (/^InputText/i.test(code)) return "prompt_refused"
  return /^Input(Image|Video)/i.test(code) ? "image_refused" : "refused"
}

/** A spending guard of the account's own, or a balance that is used up: waiting does not help. */
const isAboutCredit = (code: string) => /Overdue|SetLimitExceeded|QuotaExceeded|InsufficientBalance/i.test(code)

/** The error that an answer other than 200 stands for: by its code where that says more than its status. */
export function replyFailure(reply: HttpReply, { isSubmit, now }: { isSubmit: boolean; now: number }): ProviderError {
  const byStatus = statusFailure("seedance", reply, { isSubmit, now })
  const parsed = seedanceError.safeParse(reply.json)
  if (!parsed.success || reply.status < 400 || reply.status >= 500) return byStatus
  const { code } = parsed.data.error
  const kind: ProviderErrorKind | null = isAboutCredit(code) ? "credit" : refusalOf(code)
  if (kind === null) return byStatus
  return new ProviderError({
    provider: "seedance",
    kind,
    acceptance: "no",
    message: byStatus.message,
    httpStatus: reply.status,
  })
}
