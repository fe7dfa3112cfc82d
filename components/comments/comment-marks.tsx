"use client"

import { secondsOfFrame } from "@/components/comments/place"
import { useComments } from "@/components/comments/use-comments"
import type { Transport } from "@/components/player/transport"
import { useLineup } from "@/components/player/use-transport"
import type { TakeView } from "@/lib/takes/schema"

type Props = { team: string; transport: Transport | null; takes: readonly TakeView[] }

/** A point on the ruler for each open comment. The list of comments is where they are read and pressed. */
export function CommentMarks({ team, transport, takes }: Props) {
  const { data = [] } = useComments(team, takes)
  const lineup = useLineup(transport)
  if (!lineup) return null
  return data
    .filter(({ isDone }) => !isDone)
    .map(({ id, takeId, frame }) => {
      const seconds = secondsOfFrame(
        lineup,
        takes.findIndex((take) => take.id === takeId),
        frame,
      )
      return (
        <span
          key={id}
          aria-hidden="true"
          className="absolute top-4 size-1.5 -translate-x-1/2 rotate-45 bg-ink-2"
          style={{ left: `${(seconds / lineup.grid.durationSeconds) * 100}%` }}
        />
      )
    })
}
