import CornerDownRight from "lucide-react/icons/corner-down-right"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import type { Quote } from "@/components/vendors/quote"
import type { ReuseAnswer } from "@/components/vendors/use-reuse"
import { secondsWords } from "@/lib/format"
import type { ReuseOffer } from "@/lib/shots/schema"
import { dollars } from "@/lib/spend/rules"

/** A finished take of the same request, where there is one, and what to do about it. */
export type ReuseAnswers = {
  reuse: ReuseOffer | undefined
  reuseWords: string | undefined
  onReuse: (answer: ReuseAnswer, quote: Quote, offer: ReuseOffer) => void
}

/** One line of a row: what gives way on the left, what never does on the right. */
export function RowLine({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <span className="flex items-baseline justify-between gap-2.5">
      <span className="min-w-0 truncate">{left}</span>
      <span className="flex-none">{right}</span>
    </span>
  )
}

/** "$0.42", "free" in the sandbox; nothing of what is retired. */
export function priceWords({ mode, retired, isTicked, checked }: Quote): ReactNode {
  if (retired !== null) return null
  const words = mode === "sandbox" ? "free" : dollars(checked.priceMicros)
  return <span className={isTicked ? "font-medium" : "text-ink-2"}>{words}</span>
}

/** Below the price: what it would cost live, where it is free, and how long it takes here. */
export function costWords({ mode, checked }: Quote, expectedSeconds: number | undefined): string {
  const live = mode === "sandbox" && `${dollars(checked.priceMicros)} live`
  return [live, expectedSeconds !== undefined && secondsWords(expectedSeconds)].filter(Boolean).join(", ")
}

/** Below a ticked row, one line each: what holds it back, what it will do otherwise than asked, what was made already. */
export function RowNotes({
  id,
  quote,
  reuse,
  reuseWords,
  onReuse,
  children,
}: ReuseAnswers & { id: string; quote: Quote; children?: ReactNode }) {
  const { isTicked, retired, checked, isRehearsed } = quote
  const isOn = isTicked && retired === null
  return (
    <ul id={id} className="col-start-2 grid gap-0.5 text-12 text-ink-2 not-empty:mt-1">
      {children}
      {isOn && checked.blocked && (
        <li className="flex gap-1.5 text-ink">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3! text-stop" />
          {checked.blocked}
        </li>
      )}
      {isOn && isRehearsed && <RowNote>The sandbox rehearses a failure with this press.</RowNote>}
      {isOn && checked.notes.map(({ option, message }) => <RowNote key={`${option} ${message}`}>{message}</RowNote>)}
      {isOn && reuse && (
        <RowNote>
          {reuseWords}
          <span className="-ml-2 flex">
            <Button size="compact" variant="quiet" className="text-12" onClick={() => onReuse("use", quote, reuse)}>
              Use it
            </Button>
            <Button size="compact" variant="quiet" className="text-12" onClick={() => onReuse("another", quote, reuse)}>
              Make another
            </Button>
          </span>
        </RowNote>
      )}
    </ul>
  )
}

/** One line behind a corner arrow. */
export function RowNote({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-1.5">
      <CornerDownRight aria-hidden="true" className="mt-0.5 size-3! flex-none text-ink-3" />
      <span className="min-w-0">{children}</span>
    </li>
  )
}
