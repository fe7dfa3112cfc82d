"use client"

import Columns2 from "lucide-react/icons/columns-2"
import Ellipsis from "lucide-react/icons/ellipsis"
import { type KeyboardEvent, memo } from "react"
import { actionOfKey, isLooking, neighbour, type TakeAction } from "@/components/takes/take-actions"
import { TakeNumber, TakePicture, TakeState } from "@/components/takes/take-frame"
import { takeMenuEntries } from "@/components/takes/take-menu"
import {
  chargeSentence,
  factWords,
  frameWords,
  maySubmitAgain,
  moneyWords,
  submitAgainWords,
  takeName,
} from "@/components/takes/take-words"
import { useNow } from "@/components/takes/use-now"
import { Checkbox } from "@/components/ui/checkbox"
import { cx } from "@/components/ui/cx"
import { Menu } from "@/components/ui/menu"
import { Popover } from "@/components/ui/popover"
import { isRefusalKind, offenceWords } from "@/lib/providers/refusal-words"
import { isActive } from "@/lib/takes/rules"
import type { TakeView } from "@/lib/takes/schema"

export type TakeCardProps = {
  take: TakeView
  isSelected?: boolean
  /** The one card that Tab stops at (roving focus); arrows lead to the others. */
  isTabStop?: boolean
  /** One line under the picture instead of two (gallery). */
  isDense?: boolean
  /** The picture is loaded at once: for cards above the fold. */
  isEager?: boolean
  /** Not yet told by the server: nothing can be asked of it. */
  isPending?: boolean
  /** False for reviewers: they look and compare. */
  mayChange?: boolean
  /** What the other models of the press did with what this one refused, as a fact and as sentences. */
  refusalFact?: string | undefined
  refusalWords?: string | undefined
  onAction: (action: TakeAction, take: TakeView) => void
  /** `isRange`: with ⇧, everything from the last selected one. */
  onSelect?: (take: TakeView, isRange: boolean) => void
  onFocus?: (take: TakeView) => void
}

/** 24 px to the eye, 44 to a finger. */
const cornerButton = "relative size-6 place-items-center rounded-[4px] touch:before:absolute touch:before:-inset-2.5"
const onPictureButton = cx(cornerButton, "bg-plate text-on-plate hover:bg-[oklch(0_0_0/0.85)]")

/**
 * One take as a picture and two lines: all states of look.md's table. Knows nothing of the page around it; what is asked
 * of it goes to `onAction` and `onSelect`. With focus on the card: arrows, Space, X, C, P, E, ⌫.
 */
export const TakeCard = memo(function TakeCard(props: TakeCardProps) {
  const { take, isSelected = false, isTabStop = true, isDense = false, isEager = false, isPending = false } = props
  const isLive = isActive(take.status)
  const now = useNow(isLive)
  const words = frameWords(take, now)
  const inner = isTabStop ? 0 : -1
  return (
    <article
      aria-label={takeName(take, isSelected)}
      aria-busy={isLive || undefined}
      data-take-id={take.id}
      tabIndex={isTabStop ? 0 : -1}
      onKeyDown={(event) => onCardKey(event, props)}
      onFocus={(event) => event.target === event.currentTarget && props.onFocus?.(take)}
      className="group/take relative min-w-0 rounded-picture outline-none"
    >
      <div
        className={cx(
          "relative isolate aspect-video overflow-hidden rounded-picture",
          words?.kind === "unsure"
            ? "outline-1 outline-edge outline-dashed -outline-offset-1"
            : cx("bg-well", words && "shadow-[inset_0_0_0_1px_var(--color-line)]"),
          "group-focus-visible/take:outline-2 group-focus-visible/take:outline-cue group-focus-visible/take:outline-solid group-focus-visible/take:outline-offset-2",
          isSelected &&
            "light:outline-2 light:outline-ink light:outline-solid light:outline-offset-1 after:pointer-events-none after:absolute after:inset-0 after:rounded-picture after:shadow-[inset_0_0_0_2px_oklch(0.88_0_0),inset_0_0_0_3px_oklch(0_0_0/0.45)] light:after:hidden",
        )}
      >
        {words ? (
          <TakeState words={words} firstFrameUrl={take.firstFrameUrl} />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className="absolute inset-0 outline-none"
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) props.onSelect?.(take, event.shiftKey)
              else props.onAction("play", take)
            }}
          >
            <span className="sr-only">Play take {take.number}</span>
            <TakePicture take={take} eager={isEager} />
          </button>
        )}
        <TakeNumber
          number={take.number}
          isPicked={take.isPicked}
          bare={words !== null && !(words.kind === "veil" && take.firstFrameUrl)}
        />
        {!isPending && (
          <CornerTools {...props} isSelected={isSelected} tabIndex={inner} onPlate={words === null || words.kind === "veil"} />
        )}
      </div>
      <div className={cx("grid", isDense ? "pt-1 text-12" : "pt-1.5")}>
        <div className="flex min-w-0 justify-between gap-2">
          <span className="flex min-w-0 gap-1.5">
            <span className="truncate font-medium">{take.modelName}</span>
            {take.auto && !isDense && <WhyChosen take={take} why={take.auto.why} tabIndex={inner} />}
          </span>
          <span className="flex-none text-ink-2">{moneyWords(take)}</span>
        </div>
        {!isDense && <SecondLine {...props} now={now} tabIndex={inner} />}
      </div>
    </article>
  )
})

/** Selection mark, and on hover or focus what the pointer may ask: Compare and More. */
function CornerTools({
  take,
  isSelected,
  tabIndex,
  onPlate,
  mayChange = true,
  onAction,
  onSelect,
}: TakeCardProps & { tabIndex: number; onPlate: boolean }) {
  return (
    <div
      className={cx(
        "absolute top-1.5 right-1.5 z-20 flex items-center gap-1",
        !isSelected &&
          "has-aria-expanded:opacity-100 opacity-0 group-focus-within/take:opacity-100 group-hover/take:opacity-100 touch:opacity-100",
      )}
    >
      {take.clip && (
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={`Compare take ${take.number}`}
          data-tip="Compare"
          data-tip-key="C"
          onClick={() => onAction("compare", take)}
          className={cx(
            onPictureButton,
            "touch:hidden",
            isSelected ? "hidden group-focus-within/take:grid group-hover/take:grid" : "grid",
          )}
        >
          <Columns2 aria-hidden="true" className="size-3.5!" />
        </button>
      )}
      <Menu
        label={`Take ${take.number}`}
        align="end"
        entries={() => takeMenuEntries(take, onAction, mayChange)}
        trigger={(menu) => (
          <button
            type="button"
            {...menu}
            tabIndex={tabIndex}
            aria-label={`More for take ${take.number}`}
            data-tip="More"
            className={cx(
              onPlate ? onPictureButton : cx(cornerButton, "text-ink-2 hover:bg-press"),
              isSelected ? "hidden aria-expanded:grid group-focus-within/take:grid group-hover/take:grid touch:grid" : "grid",
            )}
          >
            <Ellipsis aria-hidden="true" className="size-3.5!" />
          </button>
        )}
      />
      {onSelect && (
        <Checkbox
          onPicture
          aria-label={`Select take ${take.number}`}
          tabIndex={tabIndex}
          checked={isSelected}
          onChange={(event) => onSelect(take, (event.nativeEvent as MouseEvent).shiftKey ?? false)}
          className={cx("ml-1 touch:hidden", isSelected && "touch:inline-grid")}
        />
      )}
    </div>
  )
}

/** "Auto", and on a press why the policy came to this model. */
function WhyChosen({ take, why, tabIndex }: { take: TakeView; why: string; tabIndex: number }) {
  return (
    <Popover
      label={`Why take ${take.number} went to ${take.modelName}`}
      className="w-72"
      trigger={(trigger) => (
        <button
          type="button"
          {...trigger}
          tabIndex={tabIndex}
          aria-label={`Auto: why take ${take.number} went to ${take.modelName}`}
          className="flex-none rounded-tag text-ink-3 hover:text-ink touch:-my-3 touch:py-3"
        >
          Auto
        </button>
      )}
    >
      <p>{why}</p>
    </Popover>
  )
}

/** One fact, and at most one action. */
function SecondLine({
  take,
  now,
  tabIndex,
  mayChange = true,
  refusalFact,
  refusalWords,
  onAction,
}: TakeCardProps & { now: number; tabIndex: number }) {
  const isPlainSandbox = take.status === "succeeded" && take.mode === "sandbox" && take.differences.length === 0
  const fact = refusalFact || (isPlainSandbox ? "Sandbox" : factWords(take, now))
  const action = "flex-none rounded-tag text-ink-2 hover:text-ink touch:-my-3 touch:py-3"
  return (
    <div className="flex h-4 min-w-0 justify-between gap-2 text-12 text-ink-3">
      <span className="truncate" title={fact} suppressHydrationWarning>
        {fact}
      </span>
      {take.isPicked ? (
        <span className="flex-none text-ink-2">Picked</span>
      ) : take.status === "refused" && take.failure ? (
        <Popover
          label={`Why take ${take.number} was refused`}
          align="end"
          className="w-72"
          trigger={(why) => (
            <button type="button" {...why} tabIndex={tabIndex} className={action}>
              Why?
            </button>
          )}
        >
          {isRefusalKind(take.failure.kind) && <p className="mb-1 font-medium">{offenceWords(take.failure.kind)}</p>}
          <p>{take.failure.message}</p>
          <p className="mt-2 text-ink-2">{chargeSentence(take)}</p>
          {refusalWords && <p className="mt-2 text-ink-2">{refusalWords}</p>}
        </Popover>
      ) : mayChange && maySubmitAgain(take) ? (
        <button type="button" tabIndex={tabIndex} className={action} onClick={() => onAction("submit_again", take)}>
          {submitAgainWords(take)}
        </button>
      ) : null}
    </div>
  )
}

function onCardKey(
  event: KeyboardEvent<HTMLElement>,
  { take, isPending, mayChange = true, onAction, onSelect }: TakeCardProps,
) {
  if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return
  const cards = [...(event.currentTarget.closest("[data-takes]")?.querySelectorAll<HTMLElement>("[data-take-id]") ?? [])]
  const next = event.key.startsWith("Arrow") ? neighbour(event.currentTarget, event.key, cards) : null
  if (next) {
    event.preventDefault()
    next.focus()
    next.scrollIntoView({ block: "nearest" })
    return
  }
  const action = isPending ? null : actionOfKey(event.key, take)
  if (!action || (!mayChange && !isLooking(action))) return
  event.preventDefault()
  if (action === "select") onSelect?.(take, event.shiftKey)
  else onAction(action, take)
}
