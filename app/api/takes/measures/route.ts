import { z } from "zod"
import { parseInput } from "@/lib/action"
import { teamRoute } from "@/lib/route"
import { measuresOfTakes } from "@/lib/takes/measures-data"
import { mostMeasured } from "@/lib/takes/measures-schema"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({
  team: z.string(),
  ids: z
    .string()
    .transform((ids) => ids.split(","))
    .pipe(z.array(z.uuid()).min(1).max(mostMeasured)),
})

/** What was measured of takes, by their ids (see lib/takes/queries.ts). */
export const GET = teamRoute(async (request) => {
  const { team, ids } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const { teamId } = await requireTeam(team)
  return Response.json(await measuresOfTakes(teamId, ids), { headers: { "cache-control": "no-store" } })
})
