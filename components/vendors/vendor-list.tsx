"use client"

import ChevronRight from "lucide-react/icons/chevron-right"
import Search from "lucide-react/icons/search"
import { type ReactNode, useId, useMemo, useRef, useState } from "react"
import { useCommands } from "@/components/shell/commands"
import { useStable } from "@/components/studio/use-stable"
import { cx } from "@/components/ui/cx"
import { Kbd } from "@/components/ui/kbd"
import { AutoRow } from "@/components/vendors/auto-row"
import { findQuotes, groupQuotes, shortList } from "@/components/vendors/groups"
import type { AutoQuote, Quote } from "@/components/vendors/quote"
import type { ReuseOffers } from "@/components/vendors/use-reuse"
import { VendorRow } from "@/components/vendors/vendor-row"
import { plural } from "@/lib/format"
import { isAuto } from "@/lib/policies/schema"
import type { StudioState } from "@/lib/shots/schema"

export type VendorListProps = {
  state: StudioState
  quotes: readonly Quote[]
  autos: readonly AutoQuote[]
  reuse: ReuseOffers
  /** What is ticked, in the order of ticking. */
  ticked: readonly string[]
  onTick: (ticked: string[]) => void
}

/**
 * Who makes it: "Auto" and the models that are known, used or ticked on top, the others by vendor behind one line each. What
 * is ticked is never out of sight. The price of each is for this shot as it stands.
 */
export function VendorList({ state, quotes, autos, reuse, ticked, onTick }: VendorListProps) {
  const [search, setSearch] = useState("")
  const [top] = useState(() => shortList(quotes, state.expectedSeconds))
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const grouped = useMemo(() => groupQuotes(quotes, { top, kept, open }), [quotes, top, kept, open])
  const disabled = !state.mayGenerate

  function tick(tickId: string, isTicked: boolean) {
    if (isTicked) setKept((all) => new Set(all).add(tickId))
    const others = ticked.filter((id) => id !== tickId && !(isTicked && isAuto(tickId) && isAuto(id)))
    onTick(isTicked ? [...others, tickId] : others)
  }
  const onRow = useStable(tick)
  const toggle = (name: string) =>
    setOpen((all) => (all.has(name) ? new Set([...all].filter((each) => each !== name)) : new Set(all).add(name)))

  const rows = (list: readonly Quote[]) =>
    list
      .map((quote) => ({ quote, offer: quote.isTicked ? reuse.offerFor(quote) : undefined }))
      .map(({ quote, offer }) => (
        <VendorRow
          key={quote.tickId}
          quote={quote}
          expectedSeconds={state.expectedSeconds[quote.model.id]}
          disabled={disabled}
          reuse={offer}
          reuseWords={offer && reuse.wordsFor(quote, offer)}
          onReuse={reuse.onAnswer}
          onTick={onRow}
        />
      ))
  const found = search.trim() === "" ? null : findQuotes(quotes, search)
  const unseen = found ? quotes.filter((quote) => quote.isTicked && !found.includes(quote)).length : 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a list, and the name "Vendors" is a contract.
    <div role="group" aria-label="Vendors" className="pt-1">
      <FindModel value={search} onChange={setSearch} count={quotes.length} />
      {found ? (
        <>
          <ul className="mt-1">{rows(found)}</ul>
          <p role="status" className="py-2 text-12 text-ink-3">
            {found.length === 0 ? "No model has this name." : plural(found.length, "model")}
            {unseen > 0 && `, ${unseen} ticked not among them`}
          </p>
        </>
      ) : (
        <>
          <ul className="mt-1">
            <AutoRow state={state} auto={autos[0]} reuse={reuse} disabled={disabled} onTick={tick} />
            {rows(grouped.top)}
          </ul>
          {grouped.groups.map(({ provider, name, count, rows: shown }) => (
            <Fold
              key={provider}
              words={name}
              detail={top.size > 0 ? plural(count, "more model") : plural(count, "model")}
              isOpen={open.has(provider)}
              onToggle={() => toggle(provider)}
            >
              {rows(shown)}
            </Fold>
          ))}
          {grouped.retired.length > 0 && (
            <Fold
              words="Retired"
              detail={plural(grouped.retired.length, "model")}
              isOpen={open.has(retiredFold)}
              onToggle={() => toggle(retiredFold)}
            >
              {open.has(retiredFold) ? rows(grouped.retired) : rows(grouped.retired.filter(({ isTicked }) => isTicked))}
            </Fold>
          )}
        </>
      )}
    </div>
  )
}

/** No vendor's id has a space. */
const retiredFold = "retired models"

/** One line that opens and closes a part of the list. */
export function Fold({
  words,
  detail,
  isOpen,
  onToggle,
  children,
}: {
  words: string
  detail: string
  isOpen: boolean
  onToggle: () => void
  children: ReactNode[]
}) {
  const id = useId()
  return (
    <div className="border-line border-t">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
        className="-mx-1 flex h-8 w-[calc(100%+8px)] items-center gap-1.5 rounded-control px-1 text-left text-ink-2 hover:bg-hover hover:text-ink touch:h-11"
      >
        <ChevronRight
          aria-hidden="true"
          className={cx("size-3.5! flex-none transition-transform duration-fast", isOpen && "rotate-90")}
        />
        <span className="min-w-0 flex-1 truncate font-medium">{words}</span>
        <span className="flex-none text-12 text-ink-3">{detail}</span>
      </button>
      <ul id={id} aria-label={words} className={children.length > 0 ? "pb-1" : ""}>
        {children}
      </ul>
    </div>
  )
}

/** Filters by name and vendor. Esc clears, and then leaves. */
export function FindModel({ value, onChange, count }: { value: string; onChange: (text: string) => void; count: number }) {
  const input = useRef<HTMLInputElement>(null)
  useCommands([{ label: "Find a model", group: "Studio", keys: "/", shortcut: "/", run: () => input.current?.focus() }])
  return (
    <label className="flex h-compact items-center gap-2 rounded-control bg-field pr-2 pl-2.5 shadow-[inset_0_0_0_1px_var(--color-line)] focus-within:outline-2 focus-within:outline-cue focus-within:outline-offset-2 touch:h-11">
      <Search aria-hidden="true" className="text-ink-3" />
      <input
        ref={input}
        type="search"
        aria-label="Find a model"
        placeholder={`Find among ${count} models`}
        className="min-w-0 flex-1 bg-transparent text-ink outline-none [&::-webkit-search-cancel-button]:hidden"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return
          event.stopPropagation()
          if (value) onChange("")
          else event.currentTarget.blur()
        }}
      />
      <Kbd className="max-sm:hidden">/</Kbd>
    </label>
  )
}
