"use client"

import MessageSquare from "lucide-react/icons/message-square"
import { useComments } from "@/components/comments/use-comments"
import { BelowButton } from "@/components/compare/below-button"
import type { TakeView } from "@/lib/takes/schema"

/** Opens and closes the comments, with M, and says how many stand open. */
export function CommentsButton({ team, takes }: { team: string; takes: readonly TakeView[] }) {
  const { data } = useComments(team, takes)
  const open = data?.filter(({ isDone }) => !isDone).length
  const icon = <MessageSquare aria-hidden="true" />
  return <BelowButton which="comments" label="Comments" tip="Comments" shortcut="M" icon={icon} count={open ?? 0} />
}
