"use client"

import MessageSquare from "lucide-react/icons/message-square"
import { useComments, useCommentsOpen } from "@/components/comments/use-comments"
import { useDecisionOpen } from "@/components/compare/decide-button"
import { useCommands } from "@/components/shell/commands"
import { Button } from "@/components/ui/button"
import type { TakeView } from "@/lib/takes/schema"

/** Opens and closes the comments, with M, and says how many stand open. */
export function CommentsButton({ team, takes }: { team: string; takes: readonly TakeView[] }) {
  const [isOpen, setOpen] = useCommentsOpen()
  const [, setDeciding] = useDecisionOpen()
  const { data } = useComments(team, takes)
  const open = data?.filter(({ isDone }) => !isDone).length ?? 0
  // One of the two has the room below the players.
  const toggle = () => {
    void setOpen(isOpen ? null : true)
    void setDeciding(null)
  }
  useCommands([{ label: "Comments", group: "Players", keys: "m", shortcut: "M", run: toggle }])
  return (
    <Button
      variant="quiet"
      size="compact"
      shortcut="M"
      aria-pressed={isOpen}
      data-tip="Comments"
      data-tip-key="M"
      onClick={toggle}
      className="aria-pressed:bg-selected aria-pressed:text-ink max-xl:[&_[data-key]]:hidden"
    >
      <MessageSquare aria-hidden="true" />
      <span className="max-xl:sr-only">Comments</span>
      {open > 0 && <span className="text-ink-3">{open}</span>}
    </Button>
  )
}
