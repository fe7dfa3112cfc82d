"use client"

import ChevronRight from "lucide-react/icons/chevron-right"
import KeyRound from "lucide-react/icons/key-round"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { useState } from "react"
import { DeliveryBars } from "@/components/settings/delivery-bars"
import { Moment } from "@/components/settings/moment"
import { useAct } from "@/components/settings/use-act"
import { VendorDialog } from "@/components/settings/vendor-dialog"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import { ModeDot } from "@/components/ui/mode-dot"
import { Segment } from "@/components/ui/segment"
import { plural, secondsWords } from "@/lib/format"
import { findVendor } from "@/lib/providers/vendors"
import { setVendorMode } from "@/lib/vendors/actions"
import type { VendorView } from "@/lib/vendors/schema"

const head = "whitespace-nowrap pr-4 pb-2 text-left font-normal text-12 text-ink-3"
const cell = "h-[50px] border-line border-t pr-4 whitespace-nowrap"
/** Too narrow for a table: each vendor is a block, its cells one under another with their heads beside them. */
const block =
  "max-md:flex max-md:h-auto max-md:min-h-10 max-md:items-center max-md:justify-between max-md:gap-4 max-md:border-0 max-md:pr-0 max-md:before:text-ink-3 max-md:before:text-12 max-md:before:content-[attr(data-head)]"

type Props = { team: string; vendors: readonly VendorView[]; mayChange: boolean; hasSandbox: boolean }

/** Each vendor: its switch, its key, how its results arrive, how fast it is and how often it fails. */
export function VendorTable({ team, vendors, mayChange, hasSandbox }: Props) {
  return (
    <table className="w-full border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr>
          <th className={cx(head, "md:w-40 xl:w-[200px]")}>Vendor</th>
          <th className={head}>Mode</th>
          <th className={head}>Key</th>
          <th className={cx(head, "max-xl:hidden")}>Finishes by</th>
          <th className={head}>Webhooks, last 24 h</th>
          <th className={cx(head, "text-right max-xl:hidden")}>Half done in</th>
          <th className={cx(head, "text-right max-xl:hidden")}>9 of 10 in</th>
          <th className={cx(head, "text-right")}>Failed, 7 d</th>
          <th className={cx(head, "text-right max-xl:hidden")}>Calls, last 24 h</th>
          <th className={cx(head, "pr-0")}>
            <span className="sr-only">Details</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {vendors.map((vendor) => (
          <VendorRow key={vendor.provider} {...{ team, vendor, mayChange, hasSandbox }} />
        ))}
      </tbody>
    </table>
  )
}

function VendorRow({ team, vendor, mayChange, hasSandbox }: Omit<Props, "vendors"> & { vendor: VendorView }) {
  const { act, isBusy } = useAct()
  const [isOpen, setOpen] = useState(false)
  const { provider, name, mode, keyHint, deliveries, failedShare } = vendor
  const credit = findVendor(provider)?.credit
  return (
    <tr className="max-md:relative max-md:block max-md:border-line max-md:border-t max-md:py-3">
      <td className={cx(cell, "max-md:block max-md:h-auto max-md:border-0 max-md:pb-1")}>
        <span className="block font-medium">{name}</span>
        <span className="block text-12 text-ink-3">
          {modelWords(vendor)}
          {credit && (
            <>
              ,{" "}
              <a href={credit.url} target="_blank" rel="noreferrer" className="underline underline-offset-2 hover:text-ink">
                {credit.words}
              </a>
            </>
          )}
        </span>
      </td>
      <td className={cx(cell, block)} data-head="Mode">
        {mayChange ? (
          <Segment
            label={`${name} mode`}
            value={mode}
            disabled={isBusy}
            options={[
              { value: "sandbox", label: "Sandbox", blocked: hasSandbox ? undefined : "This studio runs without a sandbox" },
              { value: "live", label: "Live", blocked: keyHint === null ? "Add a key first" : undefined },
            ]}
            onChange={(next) => act(`${name} stays as it was`, () => setVendorMode({ team, provider, mode: next }))}
          />
        ) : (
          <span className="inline-flex items-center gap-1.5">
            <ModeDot mode={mode} />
            {mode === "live" ? "Live" : "Sandbox"}
          </span>
        )}
      </td>
      <td className={cx(cell, block)} data-head="Key">
        <KeyCell vendor={vendor} mayChange={mayChange} onAdd={() => setOpen(true)} />
      </td>
      <td className={cx(cell, block, "text-ink-2 xl:table-cell md:max-xl:hidden")} data-head="Finishes by">
        {vendor.finish.words}
      </td>
      <td className={cx(cell, block)} data-head="Webhooks, 24 h">
        {vendor.finish.kind === "poll" && deliveries.total === 0 ? (
          <span className="text-ink-3">none needed</span>
        ) : (
          <span className="inline-flex items-center gap-4">
            <DeliveryBars perHour={deliveries.perHour} />
            <span className="min-w-8 text-right">{deliveries.total}</span>
            <Refused count={deliveries.refused} />
          </span>
        )}
      </td>
      <td className={cx(cell, "text-right max-xl:hidden")}>{timeWords(vendor.halfDoneSeconds)}</td>
      <td className={cx(cell, "text-right text-ink-2 max-xl:hidden")}>{timeWords(vendor.nineOfTenSeconds)}</td>
      <td
        className={cx(cell, block, "md:text-right", failedShare && failedShare >= 0.1 ? "text-stop" : "text-ink-2")}
        data-head="Failed, 7 d"
      >
        {failedShare === null ? "–" : `${(failedShare * 100).toFixed(failedShare > 0 && failedShare < 0.1 ? 1 : 0)} %`}
      </td>
      <td className={cx(cell, "text-right text-ink-2 max-xl:hidden")}>
        <Calls vendor={vendor} />
      </td>
      <td className={cx(cell, "pr-0! text-right max-md:absolute max-md:top-2 max-md:right-0 max-md:h-auto max-md:border-0")}>
        {mayChange && (
          <IconButton label={`${name}, details`} size="compact" onClick={() => setOpen(true)}>
            <ChevronRight aria-hidden="true" />
          </IconButton>
        )}
        {isOpen && <VendorDialog team={team} vendor={vendor} onClose={() => setOpen(false)} />}
      </td>
    </tr>
  )
}

/** How many calls, how many of them failed, and how the last one went. */
function Calls({ vendor: { calls } }: { vendor: VendorView }) {
  if (calls === null) return "–"
  return (
    <>
      <span className="block">
        {calls.total}
        {calls.failed > 0 && <span className="text-stop">, {((calls.failed / calls.total) * 100).toFixed(0)} % failed</span>}
      </span>
      <span className="block text-12 text-ink-3">
        last <Moment iso={calls.lastAt} />
        {calls.lastFailure !== null && <span className="text-stop">, failed</span>}
      </span>
    </>
  )
}

function KeyCell({ vendor, mayChange, onAdd }: { vendor: VendorView; mayChange: boolean; onAdd: () => void }) {
  const { name, keyHint, test } = vendor
  if (keyHint === null) {
    if (!mayChange) return <span className="text-ink-3">none</span>
    return (
      <Button variant="quiet" size="compact" className="-ml-2" aria-label={`Add key for ${name}`} onClick={onAdd}>
        <KeyRound aria-hidden="true" className="size-3.5!" />
        Add key
      </Button>
    )
  }
  return (
    <span className="inline-flex gap-2">
      <span>…{keyHint}</span>
      {test && (
        <span className={test.isGood ? "text-ink-3" : "text-stop"}>
          {test.isGood ? "tested" : "refused"} <Moment iso={test.at} />
        </span>
      )}
    </span>
  )
}

function Refused({ count }: { count: number }) {
  if (count === 0) return <span className="text-ink-3">none refused</span>
  return (
    <span className="inline-flex items-center gap-1.5 text-stop">
      <TriangleAlert aria-hidden="true" className="size-3.5!" />
      {count} refused
    </span>
  )
}

/** "3 models", "2 models in the sandbox, 7 for stills" … */
function modelWords({ modelCount, sandboxModelCount, frameModelCount }: VendorView): string {
  const parts = [
    ...(modelCount > 0 ? [plural(modelCount, "model")] : []),
    ...(sandboxModelCount > 0 ? [`${plural(sandboxModelCount, "model")} in the sandbox`] : []),
    ...(frameModelCount > 0 ? [`${frameModelCount} for stills`] : []),
  ]
  return parts.join(", ")
}

const timeWords = (seconds: number | null) => (seconds === null ? "–" : secondsWords(seconds))
