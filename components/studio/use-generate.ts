"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useRef, useState } from "react"
import { closeIntent, type Intent, intentToResume, openIntent } from "@/components/studio/intent"
import { newKey } from "@/components/studio/new-key"
import { isOfPress, pendingTakes } from "@/components/studio/pending-takes"
import { toast, toastFailure } from "@/components/ui/toast"
import { type Bill, shownPrices } from "@/components/vendors/quote"
import { generateTakes } from "@/lib/shots/actions"
import { shotKeys } from "@/lib/shots/queries"
import type { ShotDraft, StudioState } from "@/lib/shots/schema"
import { takeKeys } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

/** A second press this soon after the first one is the same hand's double click, whatever the browser counts. */
const doubleClickMs = 500

type Asked = { state: StudioState; draft: ShotDraft; takes: readonly TakeView[]; bill: Bill; rehearsal: string | undefined }

/**
 * Generate: the takes stand on the screen at once, one press is sent under one key however often it must be sent, and a
 * refusal takes them away again with words.
 */
export function useGenerate({ team, shot }: Pick<StudioState, "team" | "shot">) {
  const client = useQueryClient()
  const [pending, setPending] = useState<readonly TakeView[]>([])
  const [isBusy, setBusy] = useState(false)
  const unanswered = useRef(false)
  const quietUntil = useRef(0)

  function wait(isWaiting: boolean) {
    unanswered.current = isWaiting
    setBusy(isWaiting)
  }

  async function send(intent: Intent) {
    wait(true)
    const ask = () => generateTakes({ team, ...intent.press })
    const result = await ask()
      .catch(() => pause(1000).then(ask))
      .catch(() => null)
    // A fault of ours is no answer: it may have struck after the press was committed, so its key stays the one to use.
    const isAnswered = result !== null && (result.ok || result.error.code !== "fault")
    if (isAnswered) closeIntent(sessionStorage, intent)
    wait(false)
    if (result && !result.ok && isAnswered) toastFailure("Nothing was generated", result.error.message)
    if (!isAnswered) {
      toastFailure("The answer was lost", "It may have been sent. Press Generate again: the same press is never billed twice.")
    }
    if (result?.ok || !isAnswered) await client.invalidateQueries({ queryKey: takeKeys.shot(team, shot.id) })
    setPending((all) => all.filter((take) => !isOfPress(take, intent.press.submitKey)))
    void client.invalidateQueries({ queryKey: shotKeys.studio(team, shot.id) })
  }

  /** `clicks`: how many clicks the browser counts in this press; the second of a double click is no second intent. */
  function press(asked: Asked, clicks: number) {
    const { state, draft, bill, rehearsal } = asked
    if (unanswered.current || clicks > 1 || performance.now() < quietUntil.current) return
    if (bill.blocked) return toast({ title: bill.blocked })
    const intent = openIntent(
      sessionStorage,
      {
        shotId: shot.id,
        draft,
        frames: state.shot.frames.map(({ role, clipId }) => `${role}:${clipId}`),
        shown: shownPrices(bill),
        ...(rehearsal !== undefined && { rehearsal }),
      },
      newKey,
    )
    quietUntil.current = performance.now() + doubleClickMs
    const takes = pendingTakes(bill, { ...asked, key: intent.press.submitKey })
    setPending((all) => [...all.filter((take) => !isOfPress(take, intent.press.submitKey)), ...takes])
    void send(intent)
  }

  const resume = useEffectEvent(() => {
    const intent = intentToResume(sessionStorage, shot.id)
    if (intent && !unanswered.current) void send(intent)
  })
  useEffect(() => resume(), [])

  return { pending, isBusy, press }
}

function pause(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
