"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import {
  type Criterion,
  type DecisionDraft,
  dropDraft,
  emptyDraft,
  keepDraft,
  readDraft,
} from "@/components/compare/decision-draft"
import { applyLiveEvent } from "@/components/live/patch"
import { newKey } from "@/components/studio/new-key"
import { toast } from "@/components/ui/toast"
import { decideAction } from "@/lib/comparisons/actions"
import { historyKeys } from "@/lib/comparisons/queries"
import type { TakeView } from "@/lib/takes/schema"

/** A decision about takes of one shot, from the first score to the moment it is kept. Survives a reload and a refusal. */
export function useDecision(team: string, shotId: string, takes: readonly TakeView[], onKept: () => void) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(emptyDraft)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => setDraft(readDraft(shotId)), [shotId])

  const change = (part: Partial<DecisionDraft>) => {
    const next = { ...draft, ...part, decisionKey: newKey() }
    setDraft(next)
    keepDraft(shotId, next)
    setRefusal(null)
  }
  const picked = draft.pickedTakeId === undefined ? takes.find(({ isPicked }) => isPicked)?.id : draft.pickedTakeId
  // A take that was left out meanwhile is neither picked nor scored.
  const pickedTakeId = takes.find(({ id }) => id === picked)?.id ?? null

  async function keep() {
    if (isBusy) return
    setBusy(true)
    const result = await decideAction({
      team,
      decisionKey: draft.decisionKey,
      takeIds: takes.map(({ id }) => id),
      scores: takes.flatMap(({ id: takeId }) =>
        Object.entries(draft.scores[takeId] ?? {}).map(([criterion, score]) => ({
          takeId,
          criterion: criterion as Criterion,
          score,
        })),
      ),
      note: draft.note,
      pickedTakeId,
    }).catch(() => null)
    setBusy(false)
    if (!result?.ok)
      return setRefusal(result?.error.message ?? "The studio did not answer. What you wrote is kept here. Try again.")
    for (const take of result.value) applyLiveEvent(client, team, { type: "take", take })
    void client.invalidateQueries({ queryKey: historyKeys.team(team) })
    dropDraft(shotId)
    setDraft(emptyDraft())
    const number = takes.find(({ id }) => id === pickedTakeId)?.number
    toast({
      title: "The decision is kept",
      text: number === undefined ? "The pick stays as it was." : `Take ${number} is the shot’s selected take.`,
    })
    onKept()
  }

  return {
    draft,
    pickedTakeId,
    refusal,
    isBusy,
    keep,
    write: (note: string) => change({ note }),
    pick: (takeId: string | null) => change({ pickedTakeId: takeId }),
    score: (takeId: string, criterion: Criterion, score: number | null) => {
      const { [criterion]: _, ...others } = draft.scores[takeId] ?? {}
      change({ scores: { ...draft.scores, [takeId]: score === null ? others : { ...others, [criterion]: score } } })
    },
  }
}

export type Decision = ReturnType<typeof useDecision>
