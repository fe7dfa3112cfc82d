"use client"

import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { priceWords } from "@/components/vendors/pay"
import { PayFacts } from "@/components/vendors/pay-facts"
import type { Bill } from "@/components/vendors/quote"
import type { DrillFormState } from "@/lib/drills/schema"
import { plural } from "@/lib/format"

export type DrillPayProps = {
  bill: Bill
  budget: DrillFormState["budget"]
  /** Why the last press was refused, in the server's words; it stays until the form is changed. */
  refusal: string | null
  isBusy: boolean
  onRun: () => void
  className?: string
}

/** The foot of the form: what will run where, what is left, and the button with the price of both halves on it. */
export function DrillPay({ bill, budget, refusal, isBusy, onRun, className = "" }: DrillPayProps) {
  return (
    <div data-pay="" className={className}>
      <div className="grid gap-1 border-line border-t bg-panel px-4 pt-3 pb-4">
        {refusal && (
          <p role="alert" className="text-12 text-stop">
            {refusal}
          </p>
        )}
        <PayFacts bill={bill} budget={budget} id="drill-why" />
        <Button
          variant="primary"
          size="main"
          aria-busy={isBusy || undefined}
          aria-disabled={bill.blocked !== null || isBusy || undefined}
          aria-describedby="drill-why"
          aria-keyshortcuts="Meta+Enter Control+Enter"
          className="mt-2 w-full"
          onClick={onRun}
        >
          <span>{bill.takeCount > 0 ? `Run the drill, ${plural(bill.takeCount, "take")}` : "Run the drill"}</span>
          {bill.takeCount > 0 && <span className="ml-auto">{priceWords(bill)}</span>}
          <Kbd className="max-sm:hidden">⌘⏎</Kbd>
        </Button>
      </div>
    </div>
  )
}
