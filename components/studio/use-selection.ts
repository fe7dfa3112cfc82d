"use client"

import { useState } from "react"
import type { TakeView } from "@/lib/takes/schema"

/** Which takes are ticked, in the order they were; ⇧ adds everything from the last one. Takes that left are forgotten. */
export function useSelection(takes: readonly TakeView[]) {
  const [chosen, setChosen] = useState<string[]>([])
  const here = new Set(takes.map(({ id }) => id))
  const selection = chosen.filter((id) => here.has(id))
  function toggle(take: TakeView, isRange: boolean) {
    const last = selection.at(-1)
    const ids = takes.map(({ id }) => id)
    if (isRange && last !== undefined && !selection.includes(take.id)) {
      const [from, to] = [ids.indexOf(last), ids.indexOf(take.id)].sort((a, b) => a - b)
      const range = ids.slice(from, (to ?? 0) + 1).filter((id) => !id.startsWith("pending:"))
      return setChosen([...new Set([...selection, ...range])])
    }
    setChosen(selection.includes(take.id) ? selection.filter((id) => id !== take.id) : [...selection, take.id])
  }
  return { selection, toggle, select: setChosen }
}
