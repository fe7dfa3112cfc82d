import type { Problem } from "@/components/arena/judge/use-judging"
import { Button } from "@/components/ui/button"
import type { JudgeView } from "@/lib/arena/schema"

/** How far this judge is, and how much more until it means something; or what stands in the way. */
export function ProgressLine({ progress, problem }: { progress: JudgeView["progress"]; problem: Problem | null }) {
  if (problem) {
    return (
      <div role="alert" className="flex min-w-0 flex-1 items-center gap-2 max-sm:basis-full">
        <p className="min-w-0 flex-1 text-12">
          <span className="font-medium text-13">{problem.title}</span>
          <br />
          <span className="text-ink-2">{problem.text}</span>
        </p>
        <Button size="compact" onClick={problem.retry}>
          Try again
        </Button>
      </div>
    )
  }
  const { voted, pairs, untilMeaningful, words } = progress
  const share = (count: number) => `${Math.min(1, count / Math.max(1, pairs)) * 100}%`
  const mark =
    untilMeaningful !== null && untilMeaningful > 0 && voted + untilMeaningful <= pairs ? voted + untilMeaningful : null
  return (
    <div className="min-w-0 flex-1 max-sm:basis-full">
      <div aria-hidden="true" className="relative h-1 bg-line-strong">
        <span className="block h-full bg-ink-2" style={{ width: share(voted) }} />
        {mark !== null && <span className="absolute -top-1 h-3 w-0.5 bg-ink" style={{ left: share(mark) }} />}
      </div>
      <p role="status" className="mt-2 text-12 text-ink-2 max-sm:mt-1">
        {words}
      </p>
    </div>
  )
}
