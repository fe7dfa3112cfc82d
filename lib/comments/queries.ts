import { queryOptions } from "@tanstack/react-query"
import type { CommentView } from "@/lib/comments/schema"
import { takeKeys } from "@/lib/takes/queries"

/** Among the takes' keys, so that a screen that was cut off asks for them anew as well. */
const commentsKey = (team: string, takeIds: readonly string[]) => [...takeKeys.team(team), "comments", takeIds] as const

/** What was said of these takes, by frame; live events keep it true. */
export function commentsQuery(team: string, takeIds: readonly string[]) {
  return queryOptions({
    queryKey: commentsKey(team, takeIds),
    queryFn: async ({ signal }): Promise<CommentView[]> => {
      const response = await fetch(`/api/takes/comments?${new URLSearchParams({ team, ids: takeIds.join(",") })}`, { signal })
      if (!response.ok) throw new Error(`The comments could not be read (${response.status}).`)
      return response.json()
    },
    enabled: takeIds.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
