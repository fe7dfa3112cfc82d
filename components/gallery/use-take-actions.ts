"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { applyLiveEvent } from "@/components/live/patch"
import { toast, toastFailure } from "@/components/ui/toast"
import type { ActionResult } from "@/lib/action"
import { plural } from "@/lib/format"
import {
  cancelTake,
  continueFromLastFrame,
  pickTake,
  rateTake,
  restoreTakes,
  submitTakeAgain,
  trashTakes,
  unpickTake,
} from "@/lib/takes/actions"
import type { TakeView } from "@/lib/takes/schema"

/**
 * What a person may do to takes, with its words: each tells the server, brings the caches up to date with the answer
 * without waiting for the live event, and says what happened. Also right when the event stream is down.
 */
export function useTakeActions(team: string) {
  const client = useQueryClient()
  const router = useRouter()

  const show = (takes: readonly TakeView[]) => {
    for (const take of takes) applyLiveEvent(client, team, { type: "take", take })
  }
  const asked = async <Value>(doing: Promise<ActionResult<Value>>, failed: string): Promise<Value | undefined> => {
    const result = await doing.catch(() => undefined)
    if (result?.ok) return result.value
    toastFailure(failed, result?.error.message ?? "The studio could not be reached. Try again.")
    return undefined
  }

  return {
    async pick(take: TakeView) {
      show((await asked(pickTake({ team, takeId: take.id }), "Not picked")) ?? [])
    },
    async unpick(take: TakeView) {
      show((await asked(unpickTake({ team, takeId: take.id }), "Not changed")) ?? [])
    },
    async rate(take: TakeView, rating: number) {
      show((await asked(rateTake({ team, takeId: take.id, rating }), "Not rated")) ?? [])
    },
    async cancel(take: TakeView) {
      const answer = await asked(cancelTake({ team, takeId: take.id }), "Not cancelled")
      if (answer) toast({ title: `Take ${take.number}, ${take.modelName}`, text: answer.message })
    },
    async submitAgain(take: TakeView) {
      const again = await asked(submitTakeAgain({ team, takeId: take.id }), "Not submitted again")
      show(again ?? [])
      if (again) toast({ title: `Take ${take.number} is submitted again` })
    },
    async continueFrom(take: TakeView) {
      const place = await asked(continueFromLastFrame({ team, takeId: take.id }), "Not continued")
      if (place) router.push(`/${team}/${place.project}/shots/${place.shotNumber}`)
    },
    async trash(takes: readonly TakeView[]) {
      const takeIds = takes.map(({ id }) => id)
      const done = await asked(trashTakes({ team, takeIds }), "Not deleted")
      if (!done) return false
      for (const { id, shotId, projectId } of takes) {
        applyLiveEvent(client, team, { type: "take_removed", takeId: id, shotId, projectId })
      }
      const undo = async () => show((await asked(restoreTakes({ team, takeIds }), "Not restored")) ?? [])
      toast({ title: `${plural(takes.length, "take")} moved to the trash`, action: { label: "Undo", onPress: undo } })
      return true
    },
    async restore(takes: readonly TakeView[]) {
      const restored = await asked(restoreTakes({ team, takeIds: takes.map(({ id }) => id) }), "Not restored")
      if (!restored) return false
      show(restored)
      toast({ title: `${plural(restored.length, "take")} restored` })
      return true
    },
  }
}
