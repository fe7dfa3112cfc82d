"use client"

import ChevronDown from "lucide-react/icons/chevron-down"
import TriangleAlert from "lucide-react/icons/triangle-alert"
import { useId, useState } from "react"
import { Checkbox } from "@/components/ui/checkbox"
import { cx } from "@/components/ui/cx"
import { later } from "@/components/ui/later"
import { Menu, type MenuEntry } from "@/components/ui/menu"
import { ModeDot } from "@/components/ui/mode-dot"
import { ballotWords } from "@/components/vendors/policy-facts"
import type { AutoQuote } from "@/components/vendors/quote"
import { costWords, priceWords, RowLine, RowNote, RowNotes } from "@/components/vendors/row-parts"
import type { ReuseOffers } from "@/components/vendors/use-reuse"
import { autoId, isTeamBest, type PolicyId, policyIds, policyNames, tagOf, teamBestIds } from "@/lib/policies/schema"
import type { StudioState } from "@/lib/shots/schema"
import { shotTagNames } from "@/lib/shots/tags"

const PolicyDialog = later(() => import("@/components/vendors/policy-dialog"))

export type AutoRowProps = {
  state: StudioState
  /** What it comes to; undefined while it is not ticked. */
  auto: AutoQuote | undefined
  reuse: ReuseOffers
  disabled: boolean
  onTick: (tickId: string, isTicked: boolean) => void
}

/** "Auto": ticked like a model, chosen by a policy, with the model it came to and why. */
export function AutoRow({ state, auto, reuse, disabled, onTick }: AutoRowProps) {
  const [idle, setIdle] = useState<PolicyId>("cheapest")
  const [isWeighing, setWeighing] = useState(false)
  const id = useId()
  const policy = auto?.policy ?? idle
  const quote = auto?.quote ?? null

  function choose(next: PolicyId) {
    setIdle(next)
    if (auto) onTick(autoId(next), true)
  }
  const choice = (each: PolicyId) =>
    ({
      kind: "choice",
      label: policyNames[each],
      checked: each === policy,
      onSelect: () => choose(each),
    }) satisfies MenuEntry
  const entries = (): MenuEntry[] => [
    ...policyIds.filter((each) => !isTeamBest(each)).map(choice),
    { label: "Weigh the team’s own", onSelect: () => setWeighing(true) },
    { kind: "separator" },
    { kind: "heading", label: "Best by your team’s blind ballots" },
    ...teamBestIds.map((each): MenuEntry => {
      const tag = tagOf(each)
      const words = tag ? `Tagged ${shotTagNames[tag]}` : "All shots"
      return { ...choice(each), content: words, detail: ballotWords(each, state) }
    }),
  ]
  const offer = quote ? reuse.offerFor(quote) : undefined
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-x-2.5 py-2.5">
      <Checkbox
        id={`${id}-tick`}
        aria-label="Auto"
        aria-describedby={`${id}-notes`}
        checked={auto !== undefined}
        disabled={disabled}
        onChange={(event) => {
          setIdle(policy)
          onTick(autoId(policy), event.target.checked)
        }}
        className="mt-0.5"
      />
      <div className="min-w-0">
        <RowLine
          left={
            <span className="flex items-center gap-1">
              <label htmlFor={`${id}-tick`} className={auto ? "font-medium" : "text-ink-2"}>
                Auto
              </label>
              <Menu
                label="Policy"
                width={280}
                entries={entries}
                trigger={(menu) => (
                  <button
                    type="button"
                    {...menu}
                    disabled={disabled}
                    aria-label={`Policy: ${policyNames[policy]}`}
                    className="flex min-w-0 items-center gap-1 rounded-tag px-1 text-ink-2 hover:text-ink touch:-my-3 touch:py-3"
                  >
                    <span className="truncate">{policyNames[policy]}</span>
                    <ChevronDown aria-hidden="true" className="size-3.5! flex-none" />
                  </button>
                )}
              />
            </span>
          }
          right={quote && priceWords(quote)}
        />
        <p className="text-12 text-ink-3">
          {quote ? (
            <RowLine
              left={
                <>
                  <ModeDot mode={quote.mode} /> {quote.model.name}, {quote.mode}
                </>
              }
              right={costWords(quote, state.expectedSeconds[quote.model.id])}
            />
          ) : (
            "Chooses a model for this shot"
          )}
        </p>
      </div>
      {quote ? (
        <RowNotes
          id={`${id}-notes`}
          quote={quote}
          reuse={offer}
          reuseWords={offer && reuse.wordsFor(quote, offer)}
          onReuse={reuse.onAnswer}
        >
          <RowNote>{auto?.why}</RowNote>
        </RowNotes>
      ) : (
        <p id={`${id}-notes`} className={cx("col-start-2 flex gap-1.5 text-12 text-ink", !auto && "hidden")}>
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3! flex-none text-stop" />
          {auto?.why}
        </p>
      )}
      {isWeighing && (
        <PolicyDialog
          team={state.team}
          shotId={state.shot.id}
          weights={state.policies.weights}
          onSaved={() => choose("own")}
          onClose={() => setWeighing(false)}
        />
      )}
    </li>
  )
}
