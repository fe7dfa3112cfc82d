import { queryOptions } from "@tanstack/react-query"
import type { FrameJobView } from "@/lib/made-frames/schema"
import { shotKeys } from "@/lib/shots/queries"

/** The stills made for a shot, newest first. Its key lies below the studio's, so a live event about the shot refreshes it. */
export function madeFramesQuery(team: string, shotId: string) {
  return queryOptions({
    queryKey: [...shotKeys.studio(team, shotId), "made-frames"],
    queryFn: async ({ signal }): Promise<FrameJobView[]> => {
      const response = await fetch(`/api/made-frames?${new URLSearchParams({ team, shot: shotId })}`, { signal })
      if (!response.ok) throw new Error(`The made frames could not be read (${response.status}).`)
      return response.json()
    },
  })
}
