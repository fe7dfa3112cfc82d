import { queryOptions } from "@tanstack/react-query"
import type { Reuse, StudioState } from "@/lib/shots/schema"

export const shotKeys = {
  studios: (team: string) => ["studio", team] as const,
  studio: (team: string, shotId: string) => ["studio", team, shotId] as const,
}

/** Where a shot's studio is. */
export function shotHref(team: string, project: string, shotNumber: number): string {
  return `/${team}/${project}/shots/${shotNumber}`
}

/**
 * The studio's state; the page brings it, and live events about shots ask for it again while it is open. Those of other
 * shots pass by a closed one, and a way back through the browser's history brings an old page, so opening asks again.
 */
export function studioQuery(team: string, project: string, shot: { id: string; number: number }) {
  return queryOptions({
    queryKey: shotKeys.studio(team, shot.id),
    queryFn: async ({ signal }): Promise<StudioState> => {
      const response = await fetch(`${shotHref(team, project, shot.number)}/state`, { signal })
      if (!response.ok) throw new Error(`The shot could not be read (${response.status}).`)
      return response.json()
    },
    staleTime: 0,
  })
}

/**
 * Which finished takes are of the very request that a press would send. Asked again for every saved form (`revision`,
 * `frames`) and whenever one more take is done.
 */
export function reuseQuery(
  team: string,
  project: string,
  shot: { id: string; number: number; revision: number },
  { frames, doneCount }: { frames: readonly string[]; doneCount: number },
) {
  return queryOptions({
    queryKey: [...shotKeys.studio(team, shot.id), "reuse", shot.revision, frames, doneCount],
    queryFn: async ({ signal }): Promise<Reuse> => {
      const response = await fetch(`${shotHref(team, project, shot.number)}/reuse`, { signal })
      if (!response.ok) throw new Error(`Earlier takes could not be looked up (${response.status}).`)
      return response.json()
    },
    staleTime: 0,
    gcTime: 0,
  })
}
