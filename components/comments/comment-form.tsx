"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { keepDraft, newDraft, readDraft } from "@/components/comments/comment-draft"
import { letters } from "@/components/compare/letters"
import type { Transport } from "@/components/player/transport"
import { useTransportState } from "@/components/player/use-transport"
import { useCommands } from "@/components/shell/commands"
import { Button } from "@/components/ui/button"
import { TextAreaField } from "@/components/ui/field"
import { Segment } from "@/components/ui/segment"
import { addComment } from "@/lib/comments/actions"
import { commentsQuery } from "@/lib/comments/queries"
import { maxCommentCharacters } from "@/lib/comments/schema"
import type { TakeView } from "@/lib/takes/schema"

type Props = {
  team: string
  transport: Transport | null
  takes: readonly TakeView[]
  isHidden: boolean
}

/** Says something of the frame that is shown now. Writing stops the players, so that the frame stays the one meant. */
export function CommentForm({ team, transport, takes, isHidden }: Props) {
  const client = useQueryClient()
  const { shown } = useTransportState(transport)
  const [chosen, setChosen] = useState<string | null>(null)
  const [draft, setDraft] = useState(newDraft)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => setDraft(readDraft(team)), [team])
  const index = Math.max(
    0,
    takes.findIndex(({ id }) => id === chosen),
  )
  const frame = shown[index] ?? 0

  const write = (next: typeof draft) => {
    setDraft(next)
    keepDraft(team, next)
    setRefusal(null)
  }
  async function send() {
    const take = takes[index]
    if (isBusy || !take || !transport || draft.text.trim() === "") return
    setBusy(true)
    const result = await addComment({ team, ...draft, takeId: take.id, frame }).catch(() => null)
    setBusy(false)
    if (!result?.ok)
      return setRefusal(result?.error.message ?? "The studio did not answer. What you wrote is kept here. Try again.")
    write(newDraft())
    await client.invalidateQueries({ queryKey: commentsQuery(team, takes.map(({ id }) => id).sort()).queryKey })
  }
  useCommands([{ label: "Send the comment", group: "Players", keys: "mod+enter", shortcut: "⌘⏎", run: () => void send() }])

  return (
    <div className="grid min-w-72 max-w-160 flex-1 content-start gap-3 max-sm:min-w-full">
      {takes.length > 1 && (
        <Segment
          label="Take"
          value={takes[index]?.id ?? ""}
          onChange={setChosen}
          options={takes.map(({ id, number }, at) => ({
            value: id,
            label: isHidden ? (letters[at] ?? "") : `${letters[at]}, take ${number}`,
          }))}
        />
      )}
      <TextAreaField
        label={`Comment on ${letters[index]}, frame ${frame}`}
        placeholder="What do you see here?"
        rows={2}
        maxLength={maxCommentCharacters}
        value={draft.text}
        error={refusal ?? undefined}
        // What is typed while it is on its way would go with it.
        readOnly={isBusy}
        onFocus={() => transport?.pause()}
        onChange={(event) => write(newDraft(event.target.value))}
      />
      <Button
        disabled={isBusy || !transport || draft.text.trim() === ""}
        shortcut="⌘⏎"
        onClick={() => void send()}
        className="justify-self-end"
      >
        Comment
      </Button>
    </div>
  )
}
