import { queryOptions } from "@tanstack/react-query"
import type { DrillState } from "@/lib/drills/schema"

/** Where the team's drills are, one of them, and the form of a new one. */
export function drillsHref(team: string): string {
  return `/${team}/arena/drills`
}

export function drillHref(team: string, drillId: string): string {
  return `${drillsHref(team)}/${drillId}`
}

export function newDrillHref(team: string, project?: string): string {
  return `${drillsHref(team)}/new${project === undefined ? "" : `?project=${encodeURIComponent(project)}`}`
}

/** What the report shows besides the takes; the page brings it, and live events about its shots ask for it again. */
export function drillQuery(team: string, drillId: string) {
  return queryOptions({
    queryKey: ["drill", team, drillId],
    queryFn: async ({ signal }): Promise<DrillState> => {
      const response = await fetch(`${drillHref(team, drillId)}/state`, { signal })
      if (!response.ok) throw new Error(`The drill could not be read (${response.status}).`)
      return response.json()
    },
    staleTime: 0,
  })
}
