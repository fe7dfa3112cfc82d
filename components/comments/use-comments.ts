"use client"

import { useQuery } from "@tanstack/react-query"
import { parseAsBoolean, useQueryState } from "nuqs"
import { useLiveEvent } from "@/components/live/use-live-event"
import { commentsQuery } from "@/lib/comments/queries"
import type { TakeView } from "@/lib/takes/schema"

/** Whether the comments are open below the players: in the address, like everything of the comparison. */
export function useCommentsOpen() {
  return useQueryState("comments", parseAsBoolean.withDefault(false).withOptions({ history: "replace", scroll: false }))
}

/** What was said of these takes, kept up to date. */
export function useComments(team: string, takes: readonly TakeView[]) {
  const takeIds = takes.map(({ id }) => id).sort()
  const query = useQuery(commentsQuery(team, takeIds))
  useLiveEvent((event) => {
    if (event.type === "comments" && takeIds.includes(event.takeId)) void query.refetch()
  })
  return query
}
