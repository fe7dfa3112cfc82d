"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import type { TakeAction } from "@/components/takes/take-actions"
import { makeSource } from "@/components/takes/take-source"
import { toast, toastFailure } from "@/components/ui/toast"
import type { ActionResult } from "@/lib/action"
import { shotKeys } from "@/lib/shots/queries"
import {
  cancelTake,
  continueFromLastFrame,
  pickTake,
  restoreTake,
  submitTakeAgain,
  trashTake,
  unpickTake,
} from "@/lib/takes/actions"
import { takeKeys } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

/** The most takes that stand side by side. */
export const mostCompared = 4

type Place = { team: string; project: string; shotId: string }

/** What a studio's cards ask for, done: with words when it went wrong, an undo where there is one. */
export function useTakeActions(
  { team, project, shotId }: Place,
  selection: readonly string[],
  select: (ids: string[]) => void,
) {
  const client = useQueryClient()
  const router = useRouter()
  const [playing, setPlaying] = useState<TakeView | null>(null)
  const [succeeding, setSucceeding] = useState<TakeView | null>(null)
  const key = takeKeys.shot(team, shotId)
  const patch = (change: (takes: TakeView[]) => TakeView[]) =>
    client.setQueryData<TakeView[]>(key, (takes) => takes && change(takes))
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: shotKeys.studio(team, shotId) }),
    ])

  /** Shows the outcome at once, asks the server, and takes it back with words when the server says no. */
  async function ask<Value>(work: Promise<ActionResult<Value>>, failure: string): Promise<Value | undefined> {
    const result = await work.catch(() => null)
    await refresh()
    if (result?.ok) return result.value
    toastFailure(failure, result?.error.message ?? "The studio did not answer. Try again.")
  }

  function compare(ids: readonly string[]) {
    router.push(`/${team}/${project}/compare?takes=${ids.slice(0, mostCompared).join(",")}`)
  }

  /** A blind session of these takes begins with its form. */
  function judge(ids: readonly string[]) {
    router.push(`/${team}/arena/new?takes=${ids.join(",")}`)
  }

  async function act(action: TakeAction, take: TakeView) {
    const ask1 = { team, takeId: take.id }
    const name = `Take ${take.number}`
    switch (action) {
      case "play":
        return setPlaying(take)
      case "compare": {
        const ids = [...new Set([...selection, take.id])]
        if (ids.length > 1) return compare(ids)
        select(ids)
        return toast({ title: `${name} is selected`, text: "Select another to lay beside it, then Compare." })
      }
      case "pick":
      case "unpick": {
        const isPicked = action === "pick"
        patch((takes) =>
          takes.map((other) =>
            other.id === take.id ? { ...other, isPicked } : isPicked ? { ...other, isPicked: false } : other,
          ),
        )
        await ask(isPicked ? pickTake(ask1) : unpickTake(ask1), `${name} is not ${isPicked ? "picked" : "unpicked"}`)
        return
      }
      case "continue": {
        const place = await ask(continueFromLastFrame(ask1), "The first frame is as it was")
        if (place) toast({ title: `${name} continues`, text: "Its last frame is now the first frame of this shot." })
        return
      }
      case "source": {
        await makeSource(team, take)
        await refresh()
        return
      }
      case "successor":
        return setSucceeding(take)
      case "cancel": {
        const outcome = await ask(cancelTake(ask1), `${name} was not cancelled`)
        if (outcome) toast({ title: `${name}: ${outcome.message}` })
        return
      }
      case "submit_again": {
        if ((await ask(submitTakeAgain(ask1), `${name} was not submitted again`)) !== undefined)
          toast({ title: `${name} is submitted again` })
        return
      }
      case "delete": {
        patch((takes) => takes.filter(({ id }) => id !== take.id))
        const result = await trashTake(ask1).catch(() => null)
        await refresh()
        if (!result?.ok)
          return toastFailure(`${name} is still here`, result?.error.message ?? "The studio did not answer. Try again.")
        toast({
          title: `${name} is in the trash`,
          action: { label: "Undo", onPress: () => void ask(restoreTake(ask1), `${name} is still in the trash`) },
        })
      }
    }
  }

  return {
    act: (action: TakeAction, take: TakeView) => void act(action, take),
    compare,
    judge,
    playing,
    succeeding,
    stopSucceeding: () => setSucceeding(null),
    refresh: () => void refresh(),
    stopPlaying: () => setPlaying(null),
  }
}
