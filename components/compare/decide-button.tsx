"use client"

import ClipboardCheck from "lucide-react/icons/clipboard-check"
import { parseAsBoolean, useQueryState } from "nuqs"
import { useCommentsOpen } from "@/components/comments/use-comments"
import { useCommands } from "@/components/shell/commands"
import { Button } from "@/components/ui/button"

/** Whether the decision is open below the players: in the address, like everything of the comparison. */
export function useDecisionOpen() {
  return useQueryState("decide", parseAsBoolean.withDefault(false).withOptions({ history: "replace", scroll: false }))
}

/** Opens and closes the decision, with R. */
export function DecideButton() {
  const [isOpen, setOpen] = useDecisionOpen()
  const [, setCommenting] = useCommentsOpen()
  // One of the two has the room below the players.
  const toggle = () => {
    void setOpen(isOpen ? null : true)
    void setCommenting(null)
  }
  useCommands([{ label: "Score and decide", group: "Players", keys: "r", shortcut: "R", run: toggle }])
  return (
    <Button
      variant="quiet"
      size="compact"
      shortcut="R"
      aria-pressed={isOpen}
      data-tip="Score and decide"
      data-tip-key="R"
      onClick={toggle}
      className="aria-pressed:bg-selected aria-pressed:text-ink max-xl:[&_[data-key]]:hidden"
    >
      <ClipboardCheck aria-hidden="true" />
      <span className="max-xl:sr-only">Decide</span>
    </Button>
  )
}
