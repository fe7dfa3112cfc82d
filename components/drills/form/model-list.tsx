"use client"

import { useMemo, useState } from "react"
import type { PairQuote } from "@/components/drills/quotes"
import { findQuotes, groupQuotes, shortList } from "@/components/vendors/groups"
import type { Quote } from "@/components/vendors/quote"
import { FindModel, Fold } from "@/components/vendors/vendor-list"
import { VendorRow } from "@/components/vendors/vendor-row"
import { plural } from "@/lib/format"
import { vendorName } from "@/lib/providers/names"

export type ModelListProps = {
  quotes: readonly PairQuote[]
  expectedSeconds: Readonly<Record<string, number>>
  disabled: boolean
  onTick: (modelId: string, isTicked: boolean) => void
}

const cannotFold = "Cannot do both"

/** Who can make both halves, with the price of the two; and below, who cannot, each with its reason. What is ticked stays in sight. */
export function ModelList({ quotes, expectedSeconds, disabled, onTick }: ModelListProps) {
  const [search, setSearch] = useState("")
  const [top] = useState(() => shortList(quotes, expectedSeconds))
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const isAble = (quote: PairQuote) => quote.checked.blocked === null || quote.isTicked
  const able = useMemo(() => quotes.filter(isAble), [quotes])
  const unable = useMemo(() => quotes.filter((quote) => !isAble(quote) && quote.retired === null), [quotes])
  const grouped = useMemo(() => groupQuotes(able, { top, kept, open }), [able, top, kept, open])
  const toggle = (name: string) =>
    setOpen((all) => (all.has(name) ? new Set([...all].filter((each) => each !== name)) : new Set(all).add(name)))

  function tick(modelId: string, isTicked: boolean) {
    if (isTicked) setKept((all) => new Set(all).add(modelId))
    onTick(modelId, isTicked)
  }

  const rows = (list: readonly Quote[]) =>
    list.map((quote) => (
      <VendorRow
        key={quote.tickId}
        quote={quote}
        expectedSeconds={expectedSeconds[quote.model.id]}
        disabled={disabled}
        reuse={undefined}
        reuseWords={undefined}
        onReuse={() => {}}
        onTick={tick}
      />
    ))
  const found = search.trim() === "" ? null : findQuotes([...able, ...unable], search)
  const isIn = new Set(able.map(({ tickId }) => tickId))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a list, and the name "Vendors" is a contract.
    <div role="group" aria-label="Vendors" className="pt-1">
      <FindModel value={search} onChange={setSearch} count={able.length} />
      {found ? (
        <>
          <ul className="mt-1">{rows(found.filter(({ tickId }) => isIn.has(tickId)))}</ul>
          <Unable quotes={found.filter(({ tickId }) => !isIn.has(tickId))} />
          <p role="status" className="py-2 text-12 text-ink-3">
            {found.length === 0 ? "No model has this name." : plural(found.length, "model")}
          </p>
        </>
      ) : (
        <>
          <ul className="mt-1">{rows(grouped.top)}</ul>
          {grouped.groups.map(({ provider, name, count, rows: shown }) => (
            <Fold
              key={provider}
              words={name}
              detail={plural(count, "more model")}
              isOpen={open.has(provider)}
              onToggle={() => toggle(provider)}
            >
              {rows(shown)}
            </Fold>
          ))}
          <Fold
            words={cannotFold}
            detail={plural(unable.length, "model")}
            isOpen={open.has(cannotFold)}
            onToggle={() => toggle(cannotFold)}
          >
            {open.has(cannotFold) ? [<Unable key="all" quotes={unable} />] : []}
          </Fold>
        </>
      )}
    </div>
  )
}

/** Models that cannot be ticked, with why. */
function Unable({ quotes }: { quotes: readonly Quote[] }) {
  return quotes.map(({ tickId, model, checked }) => (
    <li key={tickId} className="list-none border-line border-t py-2.5 first:border-t-0">
      <span className="flex items-baseline justify-between gap-2.5">
        <span className="min-w-0 truncate text-ink-2">{model.name}</span>
        <span className="flex-none text-12 text-ink-3">{vendorName(model.provider)}</span>
      </span>
      <span className="block text-12 text-ink-3">{checked.blocked}</span>
    </li>
  ))
}
