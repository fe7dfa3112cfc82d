"use client"

import type { Quote } from "@/components/vendors/quote"
import { VendorRow } from "@/components/vendors/vendor-row"
import type { StudioState } from "@/lib/shots/schema"

export type VendorListProps = {
  quotes: readonly Quote[]
  expectedSeconds: StudioState["expectedSeconds"]
  disabled: boolean
  onTick: (modelId: string, isTicked: boolean) => void
}

/** Every model with its price for this shot as it stands. */
export function VendorList({ quotes, expectedSeconds, disabled, onTick }: VendorListProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a list, and the name "Vendors" is a contract.
    <div role="group" aria-label="Vendors">
      <ul>
        {quotes.map((quote) => (
          <VendorRow
            key={quote.model.id}
            quote={quote}
            expectedSeconds={expectedSeconds[quote.model.id]}
            disabled={disabled}
            onTick={onTick}
          />
        ))}
      </ul>
    </div>
  )
}
