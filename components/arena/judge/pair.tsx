"use client"

import Undo2 from "lucide-react/icons/undo-2"
import { useEffect, useRef, useState } from "react"
import { answerOne, type BallotDraft, completeAnswers, countOpen, goTo, startDraft } from "@/components/arena/judge/draft"
import { type PlayerControls, Players } from "@/components/arena/judge/players"
import { ProgressLine } from "@/components/arena/judge/progress-line"
import { Questions } from "@/components/arena/judge/questions"
import { useClips } from "@/components/arena/judge/use-clips"
import { useJudgeKeys } from "@/components/arena/judge/use-judge-keys"
import type { Judging } from "@/components/arena/judge/use-judging"
import { Button } from "@/components/ui/button"
import type { JudgePair, JudgeView } from "@/lib/arena/schema"
import type { Outcome } from "@/lib/judging/ratings/ballot"

type PairProps = { view: JudgeView; pair: JudgePair; judging: Judging }

/** One pair and its ballot. What is answered outlives the page until it is stored. */
export function Pair({ view, pair, judging }: PairProps) {
  const { questions } = view.session
  const { isBusy, problem } = judging
  const clips = useClips(pair.leftUrl, pair.rightUrl)
  const [draft, setDraft] = useState<BallotDraft>(() => startDraft(questions.length, readKept(pair.showingId)))
  const controls = useRef<PlayerControls | null>(null)
  const change = (next: BallotDraft) => {
    setDraft(next)
    keep(pair.showingId, next)
  }
  const open = countOpen(draft)
  const answer = (question: number, outcome: Outcome) => {
    if (pair.isOpen && !isBusy) change(answerOne(draft, question, outcome))
  }
  const store = () => {
    const answers = completeAnswers(draft)
    if (answers && pair.isOpen && !isBusy) void judging.store(pair.showingId, answers, () => forget(pair.showingId))
  }
  const undo = () => {
    if (view.canUndo && !isBusy) void judging.undo()
  }

  // Clips that did not come are asked for once more under new addresses; after that the judge decides.
  const asked = useRef(false)
  const isMissed = clips.state === "missed"
  useEffect(() => {
    if (!isMissed || asked.current) return
    asked.current = true
    void judging.load()
  }, [isMissed, judging])

  useJudgeKeys({
    onAnswer: (outcome) => answer(draft.current, outcome),
    onMove: (questionsOn) => setDraft(goTo(draft, draft.current + questionsOn)),
    onAgain: () => controls.current?.again(),
    onToggle: () => controls.current?.toggle(),
    onMute: () => controls.current?.mute(),
    onUndo: undo,
    onStore: store,
  })

  return (
    <>
      <Asked pair={pair} />
      <Players
        pair={pair}
        urls={clips.state === "here" ? clips.urls : null}
        missing={isMissed ? "The clips did not come." : null}
        controls={controls}
        onPlayed={() => !pair.isOpen && void judging.played(pair.showingId)}
      />
      {isMissed && (
        <Button className="self-center" onClick={() => void judging.load()}>
          Get them again
        </Button>
      )}
      <span className="min-h-2 flex-1" />
      <Questions
        questions={questions}
        draft={draft}
        closed={pair.isOpen ? null : "Voting opens when both have played once."}
        onAnswer={answer}
        onGoTo={(question) => setDraft(goTo(draft, question))}
      />
      <span className="min-h-2 flex-1" />
      {/* On a phone both pictures are higher than what is left: what stores the ballot stays in reach. */}
      <footer className="mx-auto flex min-h-18 w-full max-w-[880px] flex-none items-center justify-end gap-4 py-3 max-sm:sticky max-sm:bottom-0 max-sm:flex-wrap max-sm:gap-2 max-sm:bg-ground max-sm:px-3 max-sm:py-2">
        <ProgressLine progress={view.progress} problem={problem} />
        <Button
          variant="quiet"
          shortcut="Z"
          onClick={undo}
          disabled={!view.canUndo || isBusy}
          data-tip={view.canUndo ? "Take the last ballot back" : "Only the last ballot, and only once"}
          className="disabled:bg-transparent max-sm:[&_[data-key]]:hidden"
        >
          <Undo2 aria-hidden="true" />
          <span className="max-sm:sr-only">Undo</span>
        </Button>
        <Button
          variant={open === 0 && pair.isOpen ? "primary" : "secondary"}
          size="main"
          onClick={store}
          aria-busy={isBusy}
          disabled={open > 0 || !pair.isOpen || isBusy}
          {...(open === 0 && { shortcut: "⏎" })}
          className="max-sm:[&_[data-key]]:hidden"
        >
          Store ballot
          {open > 0 && <span className="font-normal text-12">{open} to answer</span>}
        </Button>
      </footer>
    </>
  )
}

/** What both were made from: the words, and the still that they were to begin with. */
function Asked({ pair }: { pair: JudgePair }) {
  return (
    <section aria-label="What was asked" className="flex flex-none items-center gap-3 px-4 py-3 max-sm:px-3 max-sm:py-2">
      {pair.firstFrameUrl && (
        <img src={pair.firstFrameUrl} alt="First frame" className="h-11 max-w-28 flex-none rounded-picture object-contain" />
      )}
      <div className="min-w-0">
        <p className="text-12 text-ink-3 max-sm:sr-only">
          {pair.firstFrameUrl ? "What was asked, with this first frame" : "What was asked"}
        </p>
        <p className="line-clamp-2 text-14" title={pair.prompt}>
          {pair.prompt}
        </p>
      </div>
    </section>
  )
}

const keptKey = (showingId: string) => `rushes:ballot:${showingId}`

function readKept(showingId: string): string | null {
  try {
    return sessionStorage.getItem(keptKey(showingId))
  } catch {
    return null
  }
}

function keep(showingId: string, { answers }: BallotDraft) {
  try {
    sessionStorage.setItem(keptKey(showingId), JSON.stringify(answers))
  } catch {
    // Without storage a refresh costs the answers of one pair.
  }
}

function forget(showingId: string) {
  try {
    sessionStorage.removeItem(keptKey(showingId))
  } catch {
    // Nothing was kept.
  }
}
