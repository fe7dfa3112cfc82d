import type { Gap } from "@/components/measures/curves"

/** Seconds of the time base in which some takes are not measured: whose, and every reason once. */
export type SharedGap = { startSeconds: number; endSeconds: number; letters: string[]; why: string[] }

/** The gaps of several takes as spans that do not lie over each other, in the order of time. */
export function sharedGaps(takes: readonly { letter: string; gaps: readonly Gap[] }[]): SharedGap[] {
  const edges = [...new Set(takes.flatMap(({ gaps }) => gaps.flatMap((gap) => [gap.startSeconds, gap.endSeconds])))]
  edges.sort((a, b) => a - b)
  const shared: SharedGap[] = []
  for (const [at, startSeconds] of edges.entries()) {
    const endSeconds = edges[at + 1]
    if (endSeconds === undefined) break
    const here = takes.flatMap(({ letter, gaps }) =>
      gaps.flatMap((gap) => (gap.startSeconds <= startSeconds && gap.endSeconds >= endSeconds ? { letter, why: gap.why } : [])),
    )
    if (here.length === 0) continue
    const next = {
      startSeconds,
      endSeconds,
      letters: here.map(({ letter }) => letter),
      why: [...new Set(here.map(({ why }) => why))],
    }
    const last = shared.at(-1)
    const isSame =
      last?.endSeconds === startSeconds && last.letters.join() === next.letters.join() && last.why.join() === next.why.join()
    if (last && isSame) last.endSeconds = endSeconds
    else shared.push(next)
  }
  return shared
}
