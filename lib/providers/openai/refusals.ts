import { z } from "zod"
import type { RefusalKind } from "@/lib/providers/provider"

const refusalCodes = new Set(["moderation_blocked", "sentinel_block", "content_policy_violation"])

/** True for a code that means moderation (the OpenAI sheet, third-party reports). */
export function isRefusalCode(code: string): boolean {
  return refusalCodes.has(code)
}

const refusal = z.object({
  code: z.string().nullish(),
  message: z.string().nullish(),
  moderation_details: z
    .object({
      moderation_stage: z.string().nullish(),
      categories: z.array(z.string()).nullish(),
    })
    .nullish()
    .catch(null),
})

/**
 * What gave offence, as far as the error tells. Most say only "blocked by our moderation system"; the words of those that
 * say more are not enumerated, so they are looked for and never relied on. `hasImage`: pictures went along, so that the
 * words alone cannot be blamed.
 */
export function refusalOf(error: unknown, { hasImage }: { hasImage: boolean }): RefusalKind {
  const parsed = refusal.safeParse(error)
  if (!parsed.success) return "refused"
  const { code, message, moderation_details: details } = parsed.data
  const words = `${message ?? ""} ${(details?.categories ?? []).join(" ")}`
  if (/\bminors?\b|child|underage/i.test(words)) return "minor_refused"
  if (/likeness|real (person|people)|public figure|human faces?/i.test(words)) return "person_refused"
  if (/copyright|third.party|trademark|intellectual property/i.test(words)) return "property_refused"
  if (details?.moderation_stage === "output" || /generated (video|image)|\boutput\b/i.test(words)) return "output_refused"
  if (/input image|reference image|input_reference/i.test(words)) return "image_refused"
  // The check before the work, which has seen nothing but the input.
  const isInput = details?.moderation_stage === "input" || code === "sentinel_block" || /\bprompt\b/i.test(words)
  return isInput && !hasImage ? "prompt_refused" : "refused"
}
