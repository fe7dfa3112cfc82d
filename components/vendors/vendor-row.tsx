import CornerDownRight from "lucide-react/icons/corner-down-right"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { memo, useId } from "react"
import { Checkbox } from "@/components/ui/checkbox"
import { cx } from "@/components/ui/cx"
import { ModeDot } from "@/components/ui/mode-dot"
import type { Quote } from "@/components/vendors/quote"
import { secondsWords } from "@/lib/format"
import { vendorName } from "@/lib/providers/names"
import { dollars } from "@/lib/spend/rules"

export type VendorRowProps = {
  quote: Quote
  expectedSeconds: number | undefined
  disabled: boolean
  onTick: (modelId: string, isTicked: boolean) => void
}

/** One model: who, what it costs, how long it takes, and what it will do otherwise than asked. */
export const VendorRow = memo(function VendorRow({ quote, expectedSeconds, disabled, onTick }: VendorRowProps) {
  const { model, mode, isTicked, retired, checked } = quote
  const id = useId()
  const isOff = !isTicked
  const ends = model.lifecycle.state === "deprecated" ? `, ends ${model.lifecycle.until}` : ""
  const inputId = `${id}-tick`
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-start gap-x-2.5 border-line border-t py-2.5 first:border-t-0 first:pt-1">
      <Checkbox
        id={inputId}
        aria-label={model.name}
        aria-describedby={`${id}-who ${id}-notes`}
        checked={isTicked && retired === null}
        disabled={disabled || retired !== null}
        onChange={(event) => onTick(model.id, event.target.checked)}
        className="mt-0.5"
      />
      <label htmlFor={inputId} className="min-w-0">
        <span className={cx("block truncate", isOff ? "text-ink-2" : "font-medium")}>{model.name}</span>
        <span id={`${id}-who`} className={cx("flex items-center gap-1.5 text-12 text-ink-3", retired && "whitespace-normal")}>
          {retired ? (
            retired
          ) : (
            <>
              <ModeDot mode={mode} dim={isOff} />
              <span className="truncate">
                {vendorName(model.provider)}, {mode}
                {ends}
              </span>
            </>
          )}
        </span>
      </label>
      {!retired && (
        <p className={cx("text-right", isOff ? "text-ink-2" : "font-medium")}>
          <span data-tip={mode === "sandbox" ? `${dollars(checked.priceMicros)} live` : undefined}>
            {mode === "sandbox" ? "free" : dollars(checked.priceMicros)}
          </span>
          <span className="block font-normal text-12 text-ink-3">
            {mode === "sandbox" ? `${dollars(checked.priceMicros)} live` : null}
            {mode === "sandbox" && expectedSeconds !== undefined ? ", " : null}
            {expectedSeconds !== undefined && secondsWords(expectedSeconds)}
          </span>
        </p>
      )}
      <ul id={`${id}-notes`} className="col-start-2 -col-end-1 grid gap-0.5 text-12 text-ink-2 not-empty:mt-1">
        {isTicked && !retired && checked.blocked && (
          <li className="flex gap-1.5 text-ink">
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-3! text-stop" />
            {checked.blocked}
          </li>
        )}
        {isTicked && !retired && quote.isRehearsed && (
          <li className="flex gap-1.5">
            <CornerDownRight aria-hidden="true" className="mt-0.5 size-3! text-ink-3" />
            The sandbox rehearses a failure with this press.
          </li>
        )}
        {isTicked &&
          !retired &&
          checked.notes.map((note) => (
            <li key={`${note.option} ${note.message}`} className="flex gap-1.5">
              <CornerDownRight aria-hidden="true" className="mt-0.5 size-3! text-ink-3" />
              {note.message}
            </li>
          ))}
      </ul>
    </li>
  )
})
