"use client"

import { useQuery } from "@tanstack/react-query"
import { useLiveEvent } from "@/components/live/use-live-event"
import { commentsQuery } from "@/lib/comments/queries"
import type { TakeView } from "@/lib/takes/schema"

/** What was said of these takes, kept up to date. */
export function useComments(team: string, takes: readonly TakeView[]) {
  const takeIds = takes.map(({ id }) => id).sort()
  const query = useQuery(commentsQuery(team, takeIds))
  useLiveEvent((event) => {
    if (event.type === "comments" && takeIds.includes(event.takeId)) void query.refetch()
  })
  return query
}
