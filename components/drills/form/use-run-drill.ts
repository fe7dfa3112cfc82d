"use client"

import { useRouter } from "next/navigation"
import { useRef, useState } from "react"
import { type DrillFormValues, forgetDrillForm } from "@/components/drills/form/use-drill-form"
import { pressAnswered, pressKey } from "@/components/drills/press-key"
import { type PairQuote, shownPair } from "@/components/drills/quotes"
import { newKey } from "@/components/studio/new-key"
import { runDrill } from "@/lib/drills/actions"
import { drillHref } from "@/lib/drills/queries"
import type { DrillFormState } from "@/lib/drills/schema"

/** "Run the drill": one press under one key until it is answered, then to the report. A refusal is told, and the form stays. */
export function useRunDrill({ team, project }: Pick<DrillFormState, "team" | "project">) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const isSending = useRef(false)

  async function send({ name, draft, tags, frame }: DrillFormValues, ticked: readonly PairQuote[]) {
    if (!frame || isSending.current) return
    isSending.current = true
    setBusy(true)
    setRefusal(null)
    const asked = { projectId: project.id, name, draft, tags, frameClipId: frame.clipId, shown: shownPair(ticked) }
    const slot = `drill:${team}`
    const submitKey = pressKey(sessionStorage, slot, asked, newKey)
    const result = await runDrill({ team, submitKey, ...asked }).catch(() => null)
    // A fault of ours is no answer: it may have struck after the press was committed, so its key stays the one to use.
    const isAnswered = result !== null && (result.ok || result.error.code !== "fault")
    if (isAnswered) pressAnswered(sessionStorage, slot)
    if (result?.ok) {
      forgetDrillForm(team)
      router.push(drillHref(team, result.value.drillId))
      return
    }
    const lost = "The answer was lost, and it may have been sent. Press again: the same press is never billed twice."
    setRefusal(isAnswered && result ? result.error.message : lost)
    setBusy(false)
    isSending.current = false
  }

  return { isBusy, refusal, clearRefusal: () => setRefusal(null), send }
}
