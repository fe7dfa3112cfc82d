import { z } from "zod"
import { isRefusalCode, refusalOf } from "@/lib/providers/openai/refusals"
import type { FailureKind, JobReport } from "@/lib/providers/provider"

/** A video job. Examples omit most nullable fields and show undocumented ones, so little is asked for. */
export const openAiVideo = z.object({
  id: z.string().min(1),
  status: z.string(),
  progress: z.number().nullish().catch(null),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish().catch(null),
})
export type OpenAiVideo = z.infer<typeof openAiVideo>

/** The key of the clip itself, opened by `download`. */
export const clipKey = "video"

/** A job as a report; null for a status that we do not know. */
export function toReport({ status, progress, error }: OpenAiVideo): JobReport | null {
  switch (status) {
    case "queued":
      return { status: "queued" }
    case "in_progress":
      return progress == null
        ? { status: "running" }
        : { status: "running", progress: Math.min(1, Math.max(0, progress / 100)) }
    case "completed":
      return { status: "succeeded", files: [{ key: clipKey, mime: "video/mp4" }] }
    case "failed": {
      const vendorText = `${error?.code ?? ""}: ${error?.message ?? ""}`.slice(0, 2000)
      // Whether a refused or failed job is billed is said nowhere.
      return { status: "failed", failure: { kind: failureKind(error), vendorText, charged: undefined } }
    }
    // Of batches, in the guide: nothing is left to fetch.
    case "expired":
      return { status: "failed", failure: { kind: "lost", vendorText: "expired", charged: undefined } }
    default:
      return null
  }
}

function failureKind(error: OpenAiVideo["error"]): FailureKind {
  const code = error?.code ?? ""
  // A job has seen words and picture together: what gave offence is told only by its words.
  if (isRefusalCode(code)) return refusalOf(error, { hasImage: true })
  if (code === "insufficient_quota") return "credit"
  if (code === "rate_limit_exceeded") return "rate_limited"
  return "vendor_error"
}
