"use client"

import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { priceWords } from "@/components/vendors/pay"
import type { Bill } from "@/components/vendors/quote"
import type { DrillFormState } from "@/lib/drills/schema"
import { aboutWords, plural } from "@/lib/format"
import { dollars } from "@/lib/spend/rules"

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
  const where = [
    bill.liveCount > 0 && `${bill.liveCount} live`,
    bill.sandboxCount > 0 &&
      (bill.liveCount > 0 ? `${bill.sandboxCount} in the sandbox` : "All in the sandbox, nothing is charged"),
  ].filter(Boolean)
  return (
    <div data-pay="" className={className}>
      <div className="grid gap-1 border-line border-t bg-panel px-4 pt-3 pb-4">
        {refusal && (
          <p role="alert" className="text-12 text-stop">
            {refusal}
          </p>
        )}
        <p id="drill-why" className="flex justify-between gap-3 text-12 text-ink-2 leading-5!">
          <span>{bill.blocked ?? where.join(", ")}</span>
          {!bill.blocked && bill.expectedSeconds !== null && (
            <span className="flex-none">{aboutWords(bill.expectedSeconds)}</span>
          )}
        </p>
        {budget && (
          <p className="flex justify-between gap-3 text-12 text-ink-2 leading-5!">
            <span className="truncate">Left in {budget.month} after this</span>
            <span className="flex-none">
              {dollars(Math.max(0, budget.leftMicros - bill.totalMicros))} of {dollars(budget.limitMicros)}
            </span>
          </p>
        )}
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
