"use client"

import { useQueryClient } from "@tanstack/react-query"
import { usePathname } from "next/navigation"
import { useEffect } from "react"
import { openLiveConnection } from "@/components/live/connection"
import { guardLateAnswers } from "@/components/live/late-answers"
import { applyLiveEvent } from "@/components/live/patch"
import { isBlind } from "@/components/live/quiet"
import { announceLiveEvent } from "@/components/live/use-live-event"
import { shotKeys } from "@/lib/shots/queries"
import { takeKeys } from "@/lib/takes/queries"

/**
 * Keeps every open screen of a team true: one event stream, whose events patch the caches in the order they come.
 * Whenever the stream opens, also the first time, whatever is on screen is read once more, because events may have been
 * missed before. Silent where somebody judges blind. Mount once per team, below the QueryClientProvider.
 */
export function LiveUpdates({ team }: { team: string }) {
  const client = useQueryClient()
  const isSilent = isBlind(usePathname())
  useEffect(() => {
    if (isSilent) return
    const late = guardLateAnswers(client, team)
    const close = openLiveConnection({
      url: `/api/events?team=${encodeURIComponent(team)}`,
      onCatchUp: () => {
        void client.invalidateQueries({ queryKey: takeKeys.team(team) })
        void client.invalidateQueries({ queryKey: shotKeys.studios(team) })
      },
      onEvent: (event) => {
        late.remember(event)
        applyLiveEvent(client, team, event)
        announceLiveEvent(event)
      },
    })
    return () => {
      close()
      late.stop()
    }
  }, [client, team, isSilent])
  return null
}
