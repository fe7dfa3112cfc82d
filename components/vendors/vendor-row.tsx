import { memo, useId } from "react"
import { Checkbox } from "@/components/ui/checkbox"
import { ModeDot } from "@/components/ui/mode-dot"
import type { Quote } from "@/components/vendors/quote"
import { costWords, priceWords, type ReuseAnswers, RowLine, RowNotes } from "@/components/vendors/row-parts"
import { vendorName } from "@/lib/providers/names"
import { sameJson } from "@/lib/shots/equal"

export type VendorRowProps = ReuseAnswers & {
  quote: Quote
  expectedSeconds: number | undefined
  disabled: boolean
  onTick: (tickId: string, isTicked: boolean) => void
}

/** One model: who, what it costs, how long it takes, and what it will do otherwise than asked. */
export const VendorRow = memo(function VendorRow(props: VendorRowProps) {
  const { quote, expectedSeconds, disabled, onTick } = props
  const { model, mode, isTicked, retired } = quote
  const id = useId()
  const isOff = !isTicked
  const ends = model.lifecycle.state === "deprecated" ? `, ends ${model.lifecycle.until}` : ""
  const inputId = `${id}-tick`
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-x-2.5 border-line border-t py-2.5 first:border-t-0">
      <Checkbox
        id={inputId}
        aria-label={model.name}
        aria-describedby={`${id}-who ${id}-notes`}
        checked={isTicked}
        // One that has retired while it was ticked can still be unticked.
        disabled={disabled || (retired !== null && !isTicked)}
        onChange={(event) => onTick(quote.tickId, event.target.checked)}
        className="mt-0.5"
      />
      <label htmlFor={inputId} className="col-start-2 min-w-0">
        <RowLine left={<span className={isOff ? "text-ink-2" : "font-medium"}>{model.name}</span>} right={priceWords(quote)} />
        <span id={`${id}-who`} className="text-12 text-ink-3">
          {retired ?? (
            <RowLine
              left={
                <>
                  <ModeDot mode={mode} dim={isOff} /> {vendorName(model.provider)}, {mode}
                  {ends}
                </>
              }
              right={costWords(quote, expectedSeconds)}
            />
          )}
        </span>
      </label>
      <RowNotes {...props} id={`${id}-notes`} />
    </li>
  )
}, looksTheSame)

/** Every letter of the prompt makes new quotes; a row is drawn again only when it would show something else. */
function looksTheSame(before: VendorRowProps, after: VendorRowProps): boolean {
  return sameJson(shown(before), shown(after))
}

function shown({ quote, expectedSeconds, disabled, reuse, reuseWords }: VendorRowProps) {
  const { mode, isTicked, retired, isRehearsed, checked } = quote
  const notes = isTicked ? [checked.blocked, isRehearsed, ...checked.notes.map(({ message }) => message)] : []
  return [
    mode,
    isTicked,
    retired,
    checked.priceMicros,
    expectedSeconds ?? null,
    disabled,
    notes,
    reuse?.takeId ?? null,
    reuseWords ?? null,
  ]
}
