"use client"

import X from "lucide-react/icons/x"
import { useEffect, useRef } from "react"
import { CommentForm } from "@/components/comments/comment-form"
import { CommentList } from "@/components/comments/comment-list"
import { useComments, useCommentsOpen } from "@/components/comments/use-comments"
import type { Transport } from "@/components/player/transport"
import { useCommands } from "@/components/shell/commands"
import { IconButton } from "@/components/ui/icon-button"
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
  const [isOpen, setOpen] = useCommentsOpen()
  if (!isOpen) return null
  return <OpenPanel {...props} onClose={() => void setOpen(null)} />
}

function OpenPanel({ team, transport, takes, isHidden, mayRemoveAny, onClose }: Props & { onClose: () => void }) {
  const panel = useRef<HTMLElement>(null)
  const { data, error, refetch } = useComments(team, takes)
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "nearest" })
    panel.current?.querySelector("textarea")?.focus({ preventScroll: true })
  }, [])
  useCommands([{ label: "Close the comments", group: "Players", keys: "escape", shortcut: "Esc", run: onClose }])
  return (
    <section
      ref={panel}
      aria-label="Comments on frames"
      className="bottom-16 z-30 flex max-h-[50dvh] flex-none flex-col gap-3 overflow-y-auto border-line border-t bg-panel px-4 pt-3 pb-4 max-sm:max-h-none max-sm:px-3 sm:sticky"
    >
      <header className="flex items-center gap-2">
        <h2 className="flex-1 font-semibold">Comments</h2>
        <IconButton label="Close" shortcut="Esc" size="compact" className="-mr-1" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
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
    </section>
  )
}
