"use client"

import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { toastFailure } from "@/components/ui/toast"
import type { ActionResult } from "@/lib/action"

/** Runs an action from a control and shows the page anew. What fails is said in a toast under `title`. */
export function useAct() {
  const router = useRouter()
  const [isBusy, start] = useTransition()
  const act = <Value>(title: string, run: () => Promise<ActionResult<Value>>, done?: (value: Value) => void) =>
    start(async () => {
      const result = await run().catch(() => null)
      if (result?.ok) done?.(result.value)
      else toastFailure(title, result?.error.message ?? "The server did not answer. Nothing was changed. Try again.")
      router.refresh()
    })
  return { act, isBusy }
}
