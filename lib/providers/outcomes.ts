import { ProviderError } from "@/lib/providers/errors"
import type { JobReport, ProviderId } from "@/lib/providers/provider"

/** The vendor does not know this job (any more). Whether it was billed, nobody can say. */
export function lost(vendorText: string): JobReport {
  return { status: "failed", failure: { kind: "lost", vendorText: vendorText.slice(0, 2000), charged: undefined } }
}

/** Asked for a model that this adapter cannot send: retired, or another vendor's. Nothing was sent. */
export function unsupportedModel(provider: ProviderId, model: string): ProviderError {
  return new ProviderError({
    provider,
    kind: "invalid_request",
    acceptance: "no",
    message: `${provider} has no endpoint for ${model}.`,
  })
}
