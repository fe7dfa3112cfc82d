"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { heldAnswerWords, holdWords } from "@/components/studio/held-words"
import { Button } from "@/components/ui/button"
import { toast, toastFailure } from "@/components/ui/toast"
import { sendHeldTakes, stopHeldTakes } from "@/lib/lanes/actions"
import type { HoldView } from "@/lib/lanes/schema"
import { shotKeys } from "@/lib/shots/queries"

type HeldQuestionProps = { team: string; shotId: string; hold: HoldView; mayAnswer: boolean }

/** Asks once what to do with the rest of a press of which three takes have failed for one reason. */
export function HeldQuestion({ team, shotId, hold, mayAnswer }: HeldQuestionProps) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const { batchId, provider } = hold

  async function answer(what: "send" | "stop") {
    setBusy(true)
    const input = { team, batchId, provider }
    const result = await (what === "send" ? sendHeldTakes(input) : stopHeldTakes(input)).catch(() => null)
    if (result?.ok) toast({ title: heldAnswerWords(what, result.value.count) })
    else toastFailure("They still wait", result?.error.message ?? "The studio did not answer. Try again.")
    await client.invalidateQueries({ queryKey: shotKeys.studio(team, shotId) })
    setBusy(false)
  }

  return (
    <section
      aria-label="Takes on hold"
      className="mx-4 mt-3 flex flex-none flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-control px-3 py-2 max-sm:mx-3"
    >
      <p role="status" className="min-w-40 flex-1">
        {holdWords(hold)}
      </p>
      {mayAnswer && (
        <div className="flex gap-2">
          <Button size="compact" disabled={isBusy} onClick={() => void answer("send")}>
            Send them
          </Button>
          <Button size="compact" variant="quiet" disabled={isBusy} onClick={() => void answer("stop")}>
            Stop them, nothing charged
          </Button>
        </div>
      )}
    </section>
  )
}
