"use client"

import ChevronRight from "lucide-react/icons/chevron-right"
import Columns2 from "lucide-react/icons/columns-2"
import EyeOff from "lucide-react/icons/eye-off"
import { useState } from "react"
import { DiffWords } from "@/components/prompt/diff-words"
import { diffExcerpt, wordDiff } from "@/components/prompt/word-diff"
import { progressWords, sumWords } from "@/components/studio/progress-words"
import type { TakeAction } from "@/components/takes/take-actions"
import { TakeCard } from "@/components/takes/take-card"
import { useNow } from "@/components/takes/use-now"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import type { VersionView } from "@/lib/shots/schema"
import { opinionsOn } from "@/lib/takes/opinions"
import { isActive } from "@/lib/takes/rules"
import type { TakeView } from "@/lib/takes/schema"

export type StudioTakesProps = {
  /** Newest first; the pending ones of a press included. */
  takes: readonly TakeView[]
  versions: readonly VersionView[]
  /** The form's words, as a way back to them on a phone. */
  prompt: string
  selection: readonly string[]
  mayChange: boolean
  onSelect: (take: TakeView, isRange: boolean) => void
  onAction: (action: TakeAction, take: TakeView) => void
  onCompare: () => void
  onJudge: () => void
  onOpenShot: () => void
}

/** What came back, grouped by the wording that asked for it, newest first. */
export function StudioTakes(props: StudioTakesProps) {
  const { takes, versions, prompt, selection, mayChange, onSelect, onAction, onCompare, onJudge, onOpenShot } = props
  const [stop, setStop] = useState<string | null>(null)
  const groups = byVersion(takes)
  const tabStop = takes.some(({ id }) => id === stop) ? stop : groups[0]?.takes[0]?.id
  const selected = new Set(selection)
  return (
    <>
      <div
        className={cx("flex h-bar flex-none items-center gap-2 px-4 max-sm:px-3", selection.length === 0 && "max-lg:sr-only")}
      >
        <h2 className="font-semibold">Takes</h2>
        <Progress takes={takes} />
        {selection.length > 0 && (
          <Button size="compact" shortcut="C" disabled={selection.length < 2} onClick={onCompare}>
            <Columns2 aria-hidden="true" />
            Compare {selection.length}
          </Button>
        )}
        {selection.length > 1 && mayChange && (
          <Button variant="quiet" size="compact" onClick={onJudge}>
            <EyeOff aria-hidden="true" />
            Judge these
          </Button>
        )}
      </div>
      <button
        type="button"
        onClick={onOpenShot}
        className="mx-3 flex h-11 flex-none items-center gap-2 border-line border-b text-left lg:hidden"
      >
        {versions[0] && <span className="text-ink-3">v{versions[0].number}</span>}
        <span className={cx("min-w-0 flex-1 truncate", !prompt && "text-ink-3")}>{prompt || "Write the shot"}</span>
        <ChevronRight aria-hidden="true" className="size-3.5!" />
      </button>
      <div data-takes="" className="min-h-0 flex-1 overflow-y-auto px-4 pb-6 max-sm:px-3">
        {groups.length === 0 && <NoTakes />}
        {groups.map(({ number, takes: group }, index) => (
          <section key={number} aria-label={`Version ${number}`} className={index > 0 ? "mt-5" : ""}>
            <h3 className="flex h-8 min-w-0 items-center gap-2 text-12 text-ink-3">
              <span className="flex-none font-medium text-13 text-ink">Version {number}</span>
              <span className="truncate">
                {index === 0 ? sumWords(group) : <VersionChange number={number} versions={versions} />}
              </span>
            </h3>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-x-3 gap-y-4 max-sm:grid-cols-2 max-sm:gap-x-2">
              {group.map((take, place) => (
                <TakeCard
                  key={take.number}
                  {...refusalProps(take, takes)}
                  take={take}
                  isPending={take.id.startsWith("pending:")}
                  isSelected={selected.has(take.id)}
                  isTabStop={take.id === tabStop}
                  mayChange={mayChange}
                  isEager={index === 0 && place < 6}
                  onFocus={({ id }) => setStop(id)}
                  onSelect={onSelect}
                  onAction={onAction}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
    </>
  )
}

/** As strings, so that a card is drawn again only when they say something else. */
function refusalProps(take: TakeView, takes: readonly TakeView[]) {
  const opinions = opinionsOn(take, takes)
  return { refusalFact: opinions?.fact, refusalWords: opinions?.words }
}

/** Newest wording first; in each the takes as they stand on the screen. */
function byVersion(takes: readonly TakeView[]) {
  const numbers = [...new Set(takes.map(({ versionNumber }) => versionNumber))].sort((a, b) => b - a)
  return numbers.map((number) => ({ number, takes: inOrder(takes.filter(({ versionNumber }) => versionNumber === number)) }))
}

/** Two takes made this close together came of one press. */
const onePressMs = 1500

/** The newest press first, and the takes of one press in the order of their numbers. */
function inOrder(takes: readonly TakeView[]): TakeView[] {
  const ascending = takes.toSorted((a, b) => a.number - b.number)
  const presses: TakeView[][] = []
  for (const take of ascending) {
    const last = presses.at(-1)
    const before = last?.at(-1)
    if (last && before && Date.parse(take.createdAt) - Date.parse(before.createdAt) < onePressMs) last.push(take)
    else presses.push([take])
  }
  return presses.reverse().flat()
}

/** The polite status: read out when something changes, not every second. */
export function Progress({ takes }: { takes: readonly TakeView[] }) {
  const now = useNow(takes.some(({ status }) => isActive(status)))
  return (
    <output aria-label="Progress" aria-live="polite" className="min-w-0 flex-1 truncate text-ink-2" suppressHydrationWarning>
      {progressWords(takes, now)}
    </output>
  )
}

function VersionChange({ number, versions }: { number: number; versions: readonly VersionView[] }) {
  const version = versions.find((each) => each.number === number)
  if (!version) return null
  const before = versions.find((each) => each.number < number)
  const excerpt = before ? diffExcerpt(wordDiff(before.text, version.text)) : []
  if (excerpt.length === 0) return `“${version.text}”`
  return (
    <>
      “<DiffWords parts={excerpt} />”
    </>
  )
}

/** The empty frames that will be filled, and what to do next. */
function NoTakes() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-x-3 gap-y-4 pt-2 max-sm:grid-cols-2 max-sm:gap-x-2">
      <div className="relative aspect-video rounded-picture outline-1 outline-edge outline-dashed -outline-offset-1">
        <p className="absolute inset-x-2.5 bottom-2 text-12 text-ink-2">
          <span className="block font-medium text-13 text-ink">No takes yet</span>
          Write the shot, tick who makes it, press Generate.
        </p>
      </div>
      {[2, 3, 4, 5, 6].map((number) => (
        <div
          key={number}
          aria-hidden="true"
          className="aspect-video rounded-picture shadow-[inset_0_0_0_1px_var(--color-line)] max-sm:hidden"
        />
      ))}
    </div>
  )
}
