"use client"

import { Button } from "@/components/ui/button"
import { PayFacts } from "@/components/vendors/pay-facts"
import type { Bill } from "@/components/vendors/quote"
import { plural } from "@/lib/format"
import type { StudioState } from "@/lib/shots/schema"
import { dollars } from "@/lib/spend/rules"

export type PayProps = {
  bill: Bill
  budget: StudioState["budget"]
  onGenerate: (clicks: number) => void
  /** A press is on its way: until it is answered a further one is the same. */
  isBusy: boolean
  className?: string
}

/** "$1.62", or "free" when nothing live is ticked. */
export function priceWords(bill: Bill): string {
  return bill.liveCount === 0 ? "free" : dollars(bill.totalMicros)
}

/** The foot of the vendors' column: what will run where, how long, what is left, and the button with the price on it. */
export function Pay({ bill, budget, onGenerate, isBusy, className }: PayProps) {
  return (
    <div data-pay="" className={className}>
      <div className="grid gap-1 border-line border-t bg-panel px-4 pt-3 pb-4">
        <PayFacts bill={bill} budget={budget} id="generate-why" />
        <GenerateButton bill={bill} onGenerate={onGenerate} isBusy={isBusy} className="mt-2 w-full" />
      </div>
    </div>
  )
}

/** Words left, price and key right. The price changes before it can be pressed. */
export function GenerateButton({
  bill,
  onGenerate,
  isBusy,
  short = false,
  className = "",
}: Pick<PayProps, "bill" | "onGenerate" | "isBusy"> & { short?: boolean; className?: string }) {
  const words =
    bill.takeCount === 0 ? "Generate" : short ? `Generate ${bill.takeCount}` : `Generate ${plural(bill.takeCount, "take")}`
  return (
    <Button
      variant="primary"
      size="main"
      shortcut={short ? undefined : "⌘⏎"}
      aria-busy={isBusy || undefined}
      aria-disabled={bill.blocked !== null || undefined}
      aria-describedby="generate-why"
      aria-keyshortcuts="Meta+Enter Control+Enter"
      className={className}
      onClick={(event) => onGenerate(event.detail)}
    >
      <span>{words}</span>
      {bill.takeCount > 0 && <span className={short ? "" : "ml-auto"}>{priceWords(bill)}</span>}
    </Button>
  )
}
