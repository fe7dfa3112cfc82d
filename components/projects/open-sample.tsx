"use client"

import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { Button, type ButtonSize } from "@/components/ui/button"
import { toastFailure } from "@/components/ui/toast"
import { openSample } from "@/lib/samples/actions"

/** Makes the sample project, or finds it, and opens its shot, where three sandbox takes arrive. */
export function OpenSample({ team, size = "control" }: { team: string; size?: ButtonSize }) {
  const router = useRouter()
  const [isBusy, start] = useTransition()
  const open = () =>
    start(async () => {
      const result = await openSample({ team }).catch(() => null)
      if (result?.ok) router.push(result.value.path)
      else toastFailure("The sample did not open", result?.error.message ?? "The server did not answer. Try again.")
    })
  return (
    <Button variant="quiet" size={size} onClick={open} disabled={isBusy}>
      Open the sample project
    </Button>
  )
}
