import type { QueryClient } from "@tanstack/react-query"
import { applyLiveEvent } from "@/components/live/patch"
import type { LiveEvent } from "@/lib/events/schema"
import { takeKeys } from "@/lib/takes/queries"

/**
 * An answer that was asked for before an event may arrive after it, and would bring the past back. This remembers the
 * events that came while something was being read, and applies them again on top of the answer.
 */
export function guardLateAnswers(client: QueryClient, team: string) {
  const cache = client.getQueryCache()
  const [scope, slug] = takeKeys.team(team)
  let missed: LiveEvent[] = []
  const isReading = () => client.isFetching({ queryKey: takeKeys.team(team) }) > 0
  const stop = cache.subscribe((notice) => {
    if (notice.type !== "updated" || notice.action.type !== "success" || notice.action.manual) return
    if (notice.query.queryKey[0] !== scope || notice.query.queryKey[1] !== slug) return
    const events = missed
    if (!isReading()) missed = []
    for (const event of events) applyLiveEvent(client, team, event)
  })
  return {
    stop,
    remember(event: LiveEvent) {
      if (isReading()) missed.push(event)
    },
  }
}
