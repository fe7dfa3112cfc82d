import "server-only"
import { db } from "@/lib/db"
import { log } from "@/lib/log"
import { clipMeasures } from "@/lib/media/measure/schema"
import type { TakesMeasures } from "@/lib/takes/measures-schema"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/**
 * What was measured of the team's takes among these ids, by take id. A take that waits to be measured, or is another
 * team's, has no entry. Numbers of an older shape than today's are not shown: they are measured anew.
 */
export async function measuresOfTakes(teamId: AuthorizedTeamId, takeIds: readonly string[]): Promise<TakesMeasures> {
  const rows = await db().takeMeasures.findMany({
    where: { teamId, takeId: { in: [...takeIds] }, version: { gt: 0 } },
    select: { takeId: true, measures: true, failure: true },
  })
  return Object.fromEntries(
    rows.map(({ takeId, measures, failure }) => {
      if (measures === null) return [takeId, { measures, failure }]
      const read = clipMeasures.safeParse(measures)
      if (!read.success) log().warn({ takeId, error: read.error }, "stored measures are of another shape")
      return [takeId, { measures: read.data ?? null, failure }]
    }),
  )
}
