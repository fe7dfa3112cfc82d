"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { pressAnswered, pressKey } from "@/components/drills/press-key"
import { drillBill, quotePairs, shownPair } from "@/components/drills/quotes"
import { newKey } from "@/components/studio/new-key"
import { Button } from "@/components/ui/button"
import { AlertDialog } from "@/components/ui/dialog"
import { toast, toastFailure } from "@/components/ui/toast"
import { priceWords } from "@/components/vendors/pay"
import { runDrillAgain } from "@/lib/drills/actions"
import { drillQuery } from "@/lib/drills/queries"
import type { DrillState } from "@/lib/drills/schema"
import { plural } from "@/lib/format"
import { findModel } from "@/lib/providers/models"
import { shotDraft } from "@/lib/shots/schema"
import { takeKeys } from "@/lib/takes/queries"

/** One round more: a take more of each model in both halves, with the price of it on the button. Live money is asked about first. */
export function RunAgain({ state }: { state: DrillState }) {
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const isSending = useRef(false)
  const { team, text, negativePrompt, settings, firstFrame, modelIds } = state
  const draft = shotDraft.parse({ text, negativePrompt, settings, modelIds })
  const models = modelIds.flatMap((id) => findModel(id) ?? [])
  const able = quotePairs(models, draft, firstFrame, state).filter(({ checked }) => checked.blocked === null)
  const asked = { ...draft, modelIds: able.map(({ tickId }) => tickId) }
  const bill = drillBill(
    able,
    { draft: asked, name: state.name, frame: firstFrame },
    { budget: state.budget, mayGenerate: state.mayRun, expectedSeconds: {} },
  )

  async function send() {
    setAsking(false)
    if (isSending.current) return
    isSending.current = true
    setBusy(true)
    const input = { drillId: state.id, shown: shownPair(able) }
    const slot = `round:${state.id}`
    const submitKey = pressKey(sessionStorage, slot, input, newKey)
    const result = await runDrillAgain({ team, submitKey, ...input }).catch(() => null)
    const isAnswered = result !== null && (result.ok || result.error.code !== "fault")
    if (isAnswered) pressAnswered(sessionStorage, slot)
    if (result?.ok) toast({ title: `${plural(bill.takeCount, "take")} more` })
    else if (isAnswered && result) toastFailure("No round was made", result.error.message)
    else toastFailure("The answer was lost", "It may have been sent. Press again: the same press is never billed twice.")
    await Promise.all([
      client.invalidateQueries({ queryKey: takeKeys.shot(team, state.shots.words.id) }),
      client.invalidateQueries({ queryKey: takeKeys.shot(team, state.shots.frame.id) }),
      client.invalidateQueries({ queryKey: drillQuery(team, state.id).queryKey }),
    ])
    setBusy(false)
    isSending.current = false
  }

  const press = () => (bill.blocked ? toast({ title: bill.blocked }) : bill.liveCount > 0 ? setAsking(true) : void send())
  return (
    <>
      <Button aria-busy={isBusy || undefined} aria-disabled={bill.blocked !== null || isBusy || undefined} onClick={press}>
        Run it again, {plural(bill.takeCount, "take")}, {priceWords(bill)}
      </Button>
      {isAsking && (
        <AlertDialog
          title="Run it again?"
          confirmLabel={`Run ${plural(bill.takeCount, "take")}, ${priceWords(bill)}`}
          cancelLabel="Not now"
          onConfirm={() => void send()}
          onCancel={() => setAsking(false)}
        >
          {plural(bill.takeCount, "take")} more of the same prompt: {bill.liveCount} live, {bill.sandboxCount} in the sandbox.
        </AlertDialog>
      )}
    </>
  )
}
