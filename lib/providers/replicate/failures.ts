import type { FailureKind } from "@/lib/providers/provider"

const moderation =
  /\bE005\b|sensitive|nsfw|moderation|safety|content policy|usage guidelines|prohibited|flagged|inappropriate|violat/i

/**
 * What a prediction's `error` amounts to. It is free text, Replicate's own or the model maker's, so it is read by what it
 * mentions (the Replicate sheet); "the input or output was flagged as sensitive (E005)" tells nothing more.
 */
export function failureKind(text: string): FailureKind {
  if (!moderation.test(text)) return /timed? ?out/i.test(text) ? "vendor_timeout" : "vendor_error"
  if (/\bminors?\b|child|underage/i.test(text)) return "minor_refused"
  if (/likeness|real (person|people)|public figure|celebrit/i.test(text)) return "person_refused"
  if (/copyright|trademark|third.party|intellectual property/i.test(text)) return "property_refused"
  const isOutput = /\boutput\b|generated/i.test(text)
  const isInput = /\binput\b/i.test(text)
  if (isOutput) return isInput ? "refused" : "output_refused"
  if (/image|photo|picture|frame/i.test(text)) return "image_refused"
  return /prompt/i.test(text) ? "prompt_refused" : "refused"
}
