"use client"

import { useQuery } from "@tanstack/react-query"
import type { ClipMeasures } from "@/lib/media/measure/schema"
import { measuresQuery } from "@/lib/takes/queries"
import type { TakeView } from "@/lib/takes/schema"

/** What is known of one take: its measures, or why there are none; neither while the answer is still awaited. */
export type Measured = { measures: ClipMeasures; why: null } | { measures: null; why: string | null }

/** Milliseconds between two looks while a take waits to be measured. */
const lookAgainMs = 5_000

/** The measures of takes, in their order; takes that wait to be measured are looked for again until they are. */
export function useMeasures(team: string, takes: readonly TakeView[]): Measured[] {
  const ids = takes.map(({ id }) => id)
  const { data, error } = useQuery({
    ...measuresQuery(team, ids),
    refetchInterval: ({ state }) => (state.data && ids.some((id) => !state.data?.[id]) ? lookAgainMs : false),
  })
  return ids.map((id): Measured => {
    const found = data?.[id]
    if (found?.measures) return { measures: found.measures, why: null }
    if (found) return { measures: null, why: found.failure ?? "It was measured by an older version and waits for this one." }
    if (data) return { measures: null, why: "It waits to be measured." }
    return { measures: null, why: error ? "The measures could not be read." : null }
  })
}
