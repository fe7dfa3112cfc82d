"use client"

import { CommentForm } from "@/components/comments/comment-form"
import { CommentList } from "@/components/comments/comment-list"
import { useComments } from "@/components/comments/use-comments"
import { useBelow } from "@/components/compare/below"
import { BelowPanel } from "@/components/compare/below-panel"
import type { Transport } from "@/components/player/transport"
import type { TakeView } from "@/lib/takes/schema"

type Props = {
  team: string
  transport: Transport | null
  takes: readonly TakeView[]
  isHidden: boolean
  /** An owner takes back anybody's comment. */
  mayRemoveAny: boolean
}

/** What was said of these takes, frame by frame, and a place to say more. Rendered always; it stands while the address says so. */
export function CommentsPanel(props: Props) {
  const [isOpen, setOpen] = useBelow("comments")
  if (!isOpen) return null
  return <OpenPanel {...props} onClose={() => setOpen(false)} />
}

function OpenPanel({ team, transport, takes, isHidden, mayRemoveAny, onClose }: Props & { onClose: () => void }) {
  const { data, error, refetch } = useComments(team, takes)
  return (
    <BelowPanel label="Comments on frames" title="Comments" closeLabel="Close the comments" focus="textarea" onClose={onClose}>
      <div className="flex flex-wrap items-start gap-x-10 gap-y-4">
        <CommentForm {...{ team, transport, takes, isHidden }} />
        {error && (
          <p role="alert" className="flex-1 text-stop">
            {error.message} Close this and open it again.
          </p>
        )}
        {data?.length === 0 && <p className="min-w-72 flex-1 text-ink-2">Nothing was said of these takes yet.</p>}
        {data && data.length > 0 && (
          <CommentList {...{ team, transport, takes, mayRemoveAny }} comments={data} onChanged={refetch} />
        )}
      </div>
    </BelowPanel>
  )
}
