import type { ProviderErrorKind } from "@/lib/providers/errors"
import { vendorName } from "@/lib/providers/names"
import type { FailureKind, ProviderId } from "@/lib/providers/provider"

/** What happened and what to do next; `NAME` stands for the vendor. Never a word of the vendor's own text. */
const sentences: Record<FailureKind, { what: string; next: string }> = {
  prompt_refused: {
    what: "NAME refused the prompt under its content rules.",
    next: "Reword it, or try another vendor.",
  },
  image_refused: {
    what: "NAME refused a frame under its content rules.",
    next: "Use another still, or try another vendor.",
  },
  output_refused: {
    what: "NAME made the clip and held it back under its content rules.",
    next: "Change the prompt, or try another vendor.",
  },
  person_refused: {
    what: "NAME refused it because it shows a real person.",
    next: "Use a still without a recognisable face, or try another vendor.",
  },
  minor_refused: {
    what: "NAME refused it because it may show a minor.",
    next: "Change the prompt or the still.",
  },
  property_refused: {
    what: "NAME refused it as somebody else's character, brand or work.",
    next: "Describe your own, or try another vendor.",
  },
  refused: {
    what: "NAME refused it under its content rules and does not say why.",
    next: "Change the prompt or the stills, or try another vendor.",
  },
  invalid_request: {
    what: "NAME did not accept these settings.",
    next: "Change the settings or the frames, then submit again.",
  },
  vendor_error: { what: "NAME had an error of its own.", next: "Submit again." },
  vendor_timeout: { what: "NAME took too long and gave up.", next: "Submit again." },
  auth: { what: "NAME did not accept the key.", next: "An owner can replace it under Settings, Vendors." },
  credit: { what: "The account at NAME has no credit left.", next: "Top it up at NAME, then submit again." },
  rate_limited: { what: "NAME is taking no more work from this account for now.", next: "Submit again later." },
  lost: { what: "NAME no longer knows this job.", next: "Look in its console before you submit again." },
}

/**
 * Why a take ended badly, for its card. With `charged` it also says whether the vendor bills it; leave that out where the
 * sum stands beside it. Safe in a browser.
 */
export function failureMessage(kind: FailureKind, provider: ProviderId, charged?: boolean | null): string {
  const { what, next } = sentences[kind]
  const money = charged === undefined || charged === null ? "" : charged ? " It was charged." : " It was not charged."
  return `${what}${money} ${next}`.replaceAll("NAME", vendorName(provider))
}

const kinds: Record<ProviderErrorKind, FailureKind> = {
  auth: "auth",
  credit: "credit",
  rate_limited: "rate_limited",
  invalid_request: "invalid_request",
  prompt_refused: "prompt_refused",
  image_refused: "image_refused",
  output_refused: "output_refused",
  person_refused: "person_refused",
  minor_refused: "minor_refused",
  property_refused: "property_refused",
  refused: "refused",
  unavailable: "vendor_error",
  not_found: "invalid_request",
  bad_reply: "vendor_error",
}

/** The failure that a definite refusal of a submit (`ProviderError` with acceptance "no") amounts to. */
export function toFailureKind(kind: ProviderErrorKind): FailureKind {
  return kinds[kind]
}
