import { queryOptions } from "@tanstack/react-query"
import type { ShotHistory } from "@/lib/comparisons/schema"
import { shotHref } from "@/lib/shots/queries"

export const historyKeys = {
  team: (team: string) => ["history", team] as const,
  shot: (team: string, project: string, shotNumber: number) => ["history", team, project, shotNumber] as const,
}

/** What became of a shot; asked again whenever it is opened. */
export function historyQuery(team: string, project: string, shotNumber: number) {
  return queryOptions({
    queryKey: historyKeys.shot(team, project, shotNumber),
    queryFn: async ({ signal }): Promise<ShotHistory> => {
      const response = await fetch(`${shotHref(team, project, shotNumber)}/history`, { signal })
      if (!response.ok) throw new Error(`The history could not be read (${response.status}).`)
      return response.json()
    },
    staleTime: 0,
  })
}
