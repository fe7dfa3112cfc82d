import type { Http, HttpReply, HttpRequest } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import { codeFailure } from "@/lib/providers/kling/failures"
import { klingEnvelope } from "@/lib/providers/kling/reply"

/** How to speak to one of Kling's two APIs. `api`: its base, no trailing slash. */
export type KlingContext = { http: Http; api: string; now: () => number }

/** The data of a good answer; throws the error that the code or, without one, the HTTP status stands for. */
export function openAnswer(context: KlingContext, reply: HttpReply, request: Pick<HttpRequest, "isSubmit">): unknown {
  const isSubmit = request.isSubmit ?? false
  const envelope = klingEnvelope.safeParse(reply.json)
  if (envelope.success && envelope.data.code !== 0) {
    const answer = { code: envelope.data.code, message: envelope.data.message ?? "" }
    const error = codeFailure(answer, reply, { isSubmit, now: context.now() })
    if (error !== null) throw error
  }
  if (reply.status < 200 || reply.status >= 300) throw context.http.failure(reply, request)
  if (!envelope.success || envelope.data.code !== 0) {
    throw unreadableReply("kling", reply, "Not an answer of Kling's", { isSubmit })
  }
  return envelope.data.data
}

/** True when the answer says that there is no such thing. */
export function isMissing(reply: HttpReply): boolean {
  const envelope = klingEnvelope.safeParse(reply.json)
  return envelope.success && envelope.data.code === 1203
}
