import type { Bill } from "@/components/vendors/quote"
import { aboutWords } from "@/lib/format"
import type { StudioState } from "@/lib/shots/schema"
import { dollars } from "@/lib/spend/rules"

/** What will run where and how long it takes, or why nothing can; and what is left of the budget. `id` describes the button. */
export function PayFacts({ bill, budget, id }: { bill: Bill; budget: StudioState["budget"]; id: string }) {
  const runs = [
    bill.liveCount > 0 && `${bill.liveCount} live`,
    bill.sandboxCount > 0 &&
      (bill.liveCount > 0 ? `${bill.sandboxCount} in the sandbox` : "All in the sandbox, nothing is charged"),
  ].filter(Boolean)
  return (
    <>
      <p id={id} className="flex justify-between gap-3 text-12 text-ink-2 leading-5!">
        <span>{bill.blocked ?? runs.join(", ")}</span>
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
    </>
  )
}
