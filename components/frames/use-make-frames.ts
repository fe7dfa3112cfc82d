"use client"

import { useRef, useState } from "react"
import { newKey } from "@/components/studio/new-key"
import { makeFramesAction } from "@/lib/made-frames/actions"
import type { MakeFrames } from "@/lib/made-frames/schema"

/**
 * Sends one intent to make frames under one key, however often it must be sent: after a lost answer the same press goes
 * again under the same key, and is never billed twice. A refusal is told in words, and what was written stays.
 */
export function useMakeFrames(team: string, onMade: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const open = useRef<{ fingerprint: string; submitKey: string } | null>(null)

  async function make(asked: Omit<MakeFrames, "submitKey">) {
    if (isBusy) return
    const fingerprint = JSON.stringify(asked)
    const intent = open.current?.fingerprint === fingerprint ? open.current : { fingerprint, submitKey: newKey() }
    open.current = intent
    setBusy(true)
    setRefusal(null)
    const result = await makeFramesAction({ team, ...asked, submitKey: intent.submitKey }).catch(() => null)
    setBusy(false)
    const isAnswered = result !== null && (result.ok || result.error.code !== "fault")
    if (isAnswered) open.current = null
    if (result?.ok) onMade()
    else if (isAnswered) setRefusal(result.error.message)
    else setRefusal("The answer was lost. Press again: the same press is never billed twice.")
  }

  return { isBusy, refusal, make: (asked: Omit<MakeFrames, "submitKey">) => void make(asked) }
}
