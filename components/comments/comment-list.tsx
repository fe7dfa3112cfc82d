"use client"

import Check from "lucide-react/icons/check"
import Trash2 from "lucide-react/icons/trash-2"
import { useState } from "react"
import { placeOfFrame } from "@/components/comments/place"
import { Letter, letters } from "@/components/compare/letters"
import type { Transport } from "@/components/player/transport"
import { useLineup } from "@/components/player/use-transport"
import { cx } from "@/components/ui/cx"
import { IconButton } from "@/components/ui/icon-button"
import { toastFailure } from "@/components/ui/toast"
import { removeComment, setCommentDone } from "@/lib/comments/actions"
import type { CommentView } from "@/lib/comments/schema"
import { momentWords } from "@/lib/format"
import type { TakeView } from "@/lib/takes/schema"

type Props = {
  team: string
  transport: Transport | null
  takes: readonly TakeView[]
  comments: readonly CommentView[]
  mayRemoveAny: boolean
  onChanged: () => Promise<unknown>
}

/** What was said, by frame: each opens its frame, is marked as seen to, and can be taken back by who said it. */
export function CommentList({ team, transport, takes, comments, mayRemoveAny, onChanged }: Props) {
  const lineup = useLineup(transport)
  const [busyId, setBusyId] = useState<string | null>(null)
  const act = async (id: string, title: string, run: () => ReturnType<typeof removeComment>) => {
    setBusyId(id)
    const result = await run().catch(() => null)
    if (!result?.ok) toastFailure(title, result?.error.message ?? "The studio did not answer. Try again.")
    await onChanged()
    setBusyId(null)
  }
  return (
    <ol aria-label="Comments" className="grid min-w-72 flex-1 content-start max-sm:min-w-full">
      {comments.map(({ id, takeId, frame, text, authorName, isMine, at, isDone }) => {
        const index = takes.findIndex((take) => take.id === takeId)
        return (
          <li key={id} className="flex items-start gap-2 border-line border-t py-2 first:border-t-0 first:pt-0">
            <Letter index={index} />
            <div className={cx("min-w-0 flex-1", isDone && "text-ink-3")}>
              <p className="flex flex-wrap items-baseline gap-x-2">
                <button
                  type="button"
                  disabled={!lineup}
                  onClick={() => lineup && transport?.seekFrame(placeOfFrame(lineup, index, frame))}
                  className="font-medium underline decoration-edge underline-offset-2 hover:decoration-ink touch:min-h-11"
                >
                  <span className="sr-only">{letters[index]}, </span>frame {frame}
                </button>
                <span className="text-12 text-ink-3">
                  {authorName}, <time dateTime={at}>{momentWords(at)}</time>
                </span>
              </p>
              <p className="whitespace-pre-wrap break-words text-14">{text}</p>
            </div>
            <IconButton
              label={isDone ? "Open again" : "Mark as seen to"}
              size="compact"
              aria-pressed={isDone}
              disabled={busyId === id}
              onClick={() => void act(id, "Nothing was changed", () => setCommentDone({ team, id, isDone: !isDone }))}
              className="aria-pressed:bg-selected"
            >
              <Check aria-hidden="true" />
            </IconButton>
            {(isMine || mayRemoveAny) && (
              <IconButton
                label="Take back"
                size="compact"
                disabled={busyId === id}
                onClick={() => void act(id, "The comment is still there", () => removeComment({ team, id }))}
              >
                <Trash2 aria-hidden="true" />
              </IconButton>
            )}
          </li>
        )
      })}
    </ol>
  )
}
