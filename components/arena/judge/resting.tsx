import Undo2 from "lucide-react/icons/undo-2"
import type { Problem } from "@/components/arena/judge/use-judging"
import { Button, buttonClass } from "@/components/ui/button"
import type { JudgeView } from "@/lib/arena/schema"
import { plural } from "@/lib/format"

type RestingProps = {
  view: JudgeView | null
  problem: Problem | null
  /** The session's own page. */
  path: string
  onUndo: (() => void) | undefined
}

/** While there is no pair to show: why, and what comes next. */
export function Resting({ view, problem, path, onUndo }: RestingProps) {
  const { title, text } = problem ?? wordsOf(view)
  const isOver = problem === null && (view?.state === "done" || view?.state === "closed") && view.progress.pairs > 0
  return (
    <section className="m-auto max-w-[432px] px-4 py-8">
      <div role={problem ? "alert" : "status"}>
        <h2 className="mb-2 font-semibold text-20 tracking-[-0.01em]">{title}</h2>
        <p className="text-14 text-ink-2">{text}</p>
        {view && view.progress.voted > 0 && <p className="mt-2 text-ink-2">{doneWords(view)}</p>}
      </div>
      <div className="mt-6 flex flex-wrap gap-2">
        {problem && <Button onClick={problem.retry}>Try again</Button>}
        {isOver && (
          <a href={`${path}/report`} className={buttonClass("primary")}>
            See the report
          </a>
        )}
        <a href={path} className={buttonClass()}>
          To the session
        </a>
        {onUndo && !problem && (
          <Button variant="quiet" onClick={onUndo}>
            <Undo2 aria-hidden="true" />
            Take the last ballot back
          </Button>
        )}
      </div>
    </section>
  )
}

function wordsOf(view: JudgeView | null): { title: string; text: string } {
  if (!view) return { title: "Opening the session", text: "The next pair is drawn." }
  if (view.state === "preparing") {
    return {
      title: "The clips are being made alike",
      text: "Each take is cut to a common length, scaled to one size and encoded anew, so that nothing but the picture tells them apart. Judging begins by itself when they are ready.",
    }
  }
  if (view.state === "closed" && view.progress.pairs === 0) {
    return { title: "There is nothing to judge", text: "No shot of this session has clips of two models. Its page tells why." }
  }
  if (view.state === "closed") {
    return { title: "This session is closed", text: "Every ballot that was stored counts. Nothing more is asked." }
  }
  return {
    title: "You have judged every pair",
    text: "Thank you. Others may still be judging; the report says how sure it is.",
  }
}

function doneWords({ progress: { voted, untilMeaningful } }: JudgeView): string {
  const judged = `${plural(voted, "pair")} judged.`
  if (untilMeaningful === null) return judged
  return `${judged} At least ${plural(untilMeaningful, "more vote")}, of everybody together, until it means something.`
}
