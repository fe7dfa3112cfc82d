"use client"

import EyeOff from "lucide-react/icons/eye-off"
import X from "lucide-react/icons/x"
import { Pair } from "@/components/arena/judge/pair"
import { Resting } from "@/components/arena/judge/resting"
import { useJudging } from "@/components/arena/judge/use-judging"
import { buttonClass } from "@/components/ui/button"

type JudgeProps = { team: string; sessionId: string; name: string }

/**
 * The page of a blind judge. Links are plain ones: the router's would fetch other pages ahead, and those name takes. Dark in
 * both themes, so that every judge has the same surround.
 */
export function Judge({ team, sessionId, name }: JudgeProps) {
  const judging = useJudging(team, sessionId)
  const { view } = judging
  const path = `/${team}/arena/${sessionId}`
  return (
    <div data-theme="dark" className="flex h-dvh flex-col bg-ground">
      <header className="flex h-bar flex-none items-center gap-3 border-line border-b bg-panel pr-3 pl-2 max-sm:gap-1 max-sm:pl-1">
        <a
          href={path}
          aria-label="Leave"
          data-tip="Leave, and go on later"
          className={buttonClass("quiet", "control", "w-control px-0 touch:min-w-11")}
        >
          <X aria-hidden="true" />
        </a>
        <h1 className="truncate font-medium">{name}</h1>
        {view?.state === "pair" && (
          <span className="flex-none text-ink-2">
            Ballot {view.progress.voted + 1} of {view.progress.pairs}
          </span>
        )}
        <span className="flex-1" />
        <span className="flex items-center gap-2 text-ink-2 max-lg:hidden">
          <EyeOff aria-hidden="true" />
          Names stay hidden while you judge
        </span>
        <a href={path} className={buttonClass("quiet", "compact", "max-sm:hidden")}>
          Finish later
        </a>
      </header>
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-y-auto outline-none">
        {view?.state === "pair" && view.pair ? (
          <Pair key={view.pair.showingId} view={view} pair={view.pair} judging={judging} />
        ) : (
          <Resting view={view} problem={judging.problem} path={path} onUndo={view?.canUndo ? judging.undo : undefined} />
        )}
      </main>
    </div>
  )
}
