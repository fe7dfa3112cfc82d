"use client"

import Check from "lucide-react/icons/check"
import ChevronLeft from "lucide-react/icons/chevron-left"
import ChevronRight from "lucide-react/icons/chevron-right"
import { useId } from "react"
import type { BallotDraft } from "@/components/arena/judge/draft"
import { SideName } from "@/components/arena/judge/side"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import { Kbd } from "@/components/ui/kbd"
import { type Outcome, outcomes } from "@/lib/judging/ratings/ballot"

type QuestionsProps = {
  questions: readonly string[]
  draft: BallotDraft
  /** Why nothing can be answered yet; null once voting is open. */
  closed: string | null
  onAnswer: (question: number, outcome: Outcome) => void
  onGoTo: (question: number) => void
}

/** Every question with its four answers; on a phone one question at a time. */
export function Questions({ questions, draft, closed, onAnswer, onGoTo }: QuestionsProps) {
  const closedId = useId()
  return (
    <div className="mx-auto w-full max-w-[880px] flex-none max-sm:px-3">
      <p id={closedId} role="status" className="h-5 text-12 text-ink-3">
        {closed}
      </p>
      <div className="mb-1 flex items-center gap-2 sm:hidden">
        <IconButton label="Previous question" onClick={() => onGoTo(draft.current - 1)} disabled={draft.current === 0}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <span aria-hidden="true" className="min-w-0 flex-1 truncate text-center font-medium">
          {questions[draft.current]}
        </span>
        <span className="sr-only">
          Question {draft.current + 1} of {questions.length}
        </span>
        <IconButton
          label="Next question"
          onClick={() => onGoTo(draft.current + 1)}
          disabled={draft.current === questions.length - 1}
        >
          <ChevronRight aria-hidden="true" />
        </IconButton>
      </div>
      {questions.map((question, index) => (
        <Question
          key={question}
          question={question}
          number={index + 1}
          answer={draft.answers[index] ?? null}
          isCurrent={index === draft.current}
          closedId={closed === null ? undefined : closedId}
          onAnswer={(outcome) => onAnswer(index, outcome)}
          onCurrent={() => onGoTo(index)}
        />
      ))}
    </div>
  )
}

type QuestionProps = {
  question: string
  number: number
  answer: Outcome | null
  isCurrent: boolean
  /** The element that says why it is closed; absent when it is open. */
  closedId: string | undefined
  onAnswer: (outcome: Outcome) => void
  onCurrent: () => void
}

function Question({ question, number, answer, isCurrent, closedId, onAnswer, onCurrent }: QuestionProps) {
  const id = useId()
  const isClosed = closedId !== undefined
  return (
    <div
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={closedId}
      aria-disabled={isClosed}
      className={cx(
        "grid items-center gap-x-2 border-line border-t py-1.5 last:border-b max-sm:gap-y-2 max-sm:border-none max-sm:py-0",
        "grid-cols-[minmax(0,232px)_repeat(4,minmax(0,1fr))] max-sm:grid-cols-2",
        !isCurrent && "max-sm:hidden",
      )}
    >
      <p id={id} className={cx("flex gap-3 px-1 max-sm:sr-only", isCurrent ? "font-medium text-ink" : "text-ink-2")}>
        <span aria-hidden="true" className="w-3 flex-none text-ink-3 max-sm:hidden">
          {number}
        </span>
        <span className="truncate" title={question}>
          {question}
        </span>
      </p>
      {outcomes.map((outcome, index) => (
        <label
          key={outcome}
          className={cx(
            "relative flex h-control items-center justify-center gap-2 rounded-control font-medium touch:h-11",
            "shadow-[inset_0_0_0_1px_var(--color-line)] transition-colors duration-fast",
            "has-focus-visible:outline-2 has-focus-visible:outline-cue has-focus-visible:outline-offset-2",
            "has-checked:bg-selected has-checked:text-ink has-checked:shadow-none has-disabled:text-ink-3",
            isCurrent && !isClosed ? "bg-control text-ink" : "text-ink-2",
            !isClosed && "hover:bg-selected hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={id}
            className="absolute inset-0 m-0 appearance-none rounded-control outline-none"
            checked={answer === outcome}
            disabled={isClosed}
            onChange={() => onAnswer(outcome)}
            onFocus={onCurrent}
          />
          {answer === outcome ? (
            <Check aria-hidden="true" className="size-3.5!" />
          ) : (
            isCurrent && !isClosed && <Kbd className="max-sm:hidden">{String(index + 1)}</Kbd>
          )}
          <OutcomeName outcome={outcome} />
        </label>
      ))}
    </div>
  )
}

function OutcomeName({ outcome }: { outcome: Outcome }) {
  if (outcome === "left" || outcome === "right") return <SideName side={outcome} />
  return outcome === "tie" ? "Tie" : "Both bad"
}
