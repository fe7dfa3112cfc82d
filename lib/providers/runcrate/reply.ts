import { z } from "zod"
import type { FailureKind, JobReport, RefusalKind } from "@/lib/providers/provider"

/** The four shapes of an error that Runcrate's own SDK tolerates. */
const words = z.string().nullish().catch(null)
const failureWords = z.object({
  error: z
    .union([z.string(), z.object({ code: words, message: words, type: words })])
    .nullish()
    .catch(null),
  message: words,
  detail: words,
})

export const runcrateJob = z.object({ id: z.string().min(1), status: z.string() })
export const runcrateCreated = runcrateJob.pick({ id: true })

/** What a reply says went wrong, in one line; "" when it gives no reason. */
export function wordsOf(json: unknown): string {
  const found = failureWords.safeParse(json)
  if (!found.success) return ""
  const { error, message, detail } = found.data
  const parts = typeof error === "string" ? [error] : [error?.code, error?.type, error?.message]
  return [...parts, message, detail].filter(Boolean).join(": ").slice(0, 2000)
}

/** A job as a report; null for a status that we do not know. A finished clip opens with the key alone. */
export function toReport(json: unknown, { id, status }: z.infer<typeof runcrateJob>): JobReport | null {
  switch (status) {
    case "queued":
      return { status: "queued" }
    case "processing":
      return { status: "running" }
    case "completed":
      return { status: "succeeded", files: [{ key: id, mime: "video/mp4" }] }
    case "failed": {
      // "Check the error details", says a page, and names no field for them. Nothing is said about charging either.
      const vendorText = wordsOf(json) || "Runcrate gave no reason."
      return { status: "failed", failure: { kind: failureKind(vendorText), vendorText, charged: undefined } }
    }
    default:
      return null
  }
}

/** No moderation codes are published, so only plain words tell a refusal from a breakdown. */
export function refusalKind(text: string): RefusalKind | null {
  if (!/moderat|content.?policy|safety|blocked|prohibited/i.test(text)) return null
  if (/\bminors\b|\ba minor\b|\bchild(ren)?\b|underage/i.test(text)) return "minor_refused"
  if (/copyright|trademark|intellectual property/i.test(text)) return "property_refused"
  if (/real (person|people)|public figure|celebrit|likeness/i.test(text)) return "person_refused"
  if (/output|generated|result/i.test(text)) return "output_refused"
  if (/image|frame|picture|photo/i.test(text)) return "image_refused"
  return /prompt|text/i.test(text) ? "prompt_refused" : "refused"
}

function failureKind(text: string): FailureKind {
  return refusalKind(text) ?? "vendor_error"
}
