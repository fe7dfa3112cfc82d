import { z } from "zod"
import type { FailureKind, JobReport } from "@/lib/providers/provider"

export const lumaCreated = z.object({ id: z.string().min(1) })

export const lumaGeneration = z.object({
  id: z.string().min(1),
  state: z.string(),
  output: z.array(z.object({ type: z.string().nullish(), url: z.string().nullish() })).nullish(),
  failure_reason: z.string().nullish(),
  failure_code: z.string().nullish(),
})
export type LumaGeneration = z.infer<typeof lumaGeneration>

/** "Failed and moderated generations are refunded" (the Luma sheet, copy of Luma's page). */
const charged = false

/** A generation as a report; null for a state that we do not know. `dreaming` is the older API's word, and some clients'. */
export function toReport(generation: LumaGeneration): JobReport | null {
  switch (generation.state) {
    case "queued":
      return { status: "queued" }
    case "processing":
    case "dreaming":
      return { status: "running" }
    case "completed": {
      const files = (generation.output ?? []).flatMap(({ type, url }) => (type === "video" && url ? [{ url }] : []))
      if (files.length > 0) return { status: "succeeded", files }
      return {
        status: "failed",
        failure: { kind: "vendor_error", vendorText: "Completed without a video.", charged: undefined },
      }
    }
    case "failed": {
      const words = generation.failure_reason ?? ""
      const vendorText = [generation.failure_code, words].filter(Boolean).join(": ").slice(0, 2000)
      return { status: "failed", failure: { kind: failureKind(generation.failure_code ?? "", words), vendorText, charged } }
    }
    default:
      return null
  }
}

function failureKind(code: string, words: string): FailureKind {
  switch (code) {
    case "content_moderated":
      return refusalKind(words)
    case "budget_exhausted":
      return "credit"
    case "image_too_large":
      return "invalid_request"
    default:
      return "vendor_error"
  }
}

/** The code does not say what gave offence; the words beside it may. Nothing is published about them. */
function refusalKind(words: string): FailureKind {
  if (/\bminors\b|\ba minor\b|\bchild(ren)?\b|underage/i.test(words)) return "minor_refused"
  if (/copyright|trademark|intellectual property/i.test(words)) return "property_refused"
  if (/real (person|people)|public figure|celebrit|likeness/i.test(words)) return "person_refused"
  if (/output|generated|result/i.test(words)) return "output_refused"
  if (/image|frame|picture|photo/i.test(words)) return "image_refused"
  return /prompt|text/i.test(words) ? "prompt_refused" : "refused"
}
