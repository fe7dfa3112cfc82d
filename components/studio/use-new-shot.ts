"use client"

import { useRouter } from "next/navigation"
import { useRef } from "react"
import { toastFailure } from "@/components/ui/toast"
import { createShotAction } from "@/lib/shots/actions"
import { shotHref } from "@/lib/shots/queries"

/** Makes a shot at the end of the project and opens it. Pressed twice, it makes one. */
export function useNewShot(team: string, project: string) {
  const router = useRouter()
  const isBusy = useRef(false)
  return async () => {
    if (isBusy.current) return
    isBusy.current = true
    const result = await createShotAction({ team, project }).catch(() => null)
    isBusy.current = false
    if (result?.ok) router.push(shotHref(team, project, result.value.number))
    else toastFailure("No shot was made", result?.error.message ?? "The studio did not answer. Try again.")
  }
}
