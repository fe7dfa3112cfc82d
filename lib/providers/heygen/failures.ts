import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { toFailure } from "@/lib/providers/heygen/reply"
import type { HttpReply } from "@/lib/providers/http"
import { statusFailure } from "@/lib/providers/http-failures"
import { type FailureKind, type RefusalKind, refusalKinds } from "@/lib/providers/provider"

const heygenError = z.object({ error: z.object({ code: z.string().nullish(), message: z.string().nullish() }) })

/** The error that an answer other than 200 stands for. */
export function replyFailure(reply: HttpReply, { isSubmit, now }: { isSubmit: boolean; now: number }): ProviderError {
  const byStatus = statusFailure("heygen", reply, { isSubmit, now })
  // Our own Idempotency-Key is in use: an earlier try of this very job got through. It must be looked up, not given up.
  if (isSubmit && reply.status === 409) {
    const { message, kind } = byStatus
    return new ProviderError({ provider: "heygen", kind, acceptance: "maybe", message, httpStatus: 409 })
  }
  const parsed = heygenError.safeParse(reply.json)
  if (!parsed.success || reply.status !== 400) return byStatus
  const { kind } = toFailure(parsed.data.error.code, parsed.data.error.message)
  if (!isRefusal(kind)) return byStatus
  return new ProviderError({ provider: "heygen", kind, acceptance: "no", message: byStatus.message, httpStatus: 400 })
}

function isRefusal(kind: FailureKind): kind is RefusalKind {
  return (refusalKinds as readonly string[]).includes(kind)
}
