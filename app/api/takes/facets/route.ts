import { z } from "zod"
import { parseInput } from "@/lib/action"
import { galleryFacets } from "@/lib/galleries/data"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({ team: z.string(), project: z.uuid() })

/** What a gallery's filter menus offer, with counts. */
export const GET = teamRoute(async (request) => {
  const { team, project } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const { teamId } = await requireTeam(team)
  return Response.json(await galleryFacets(teamId, project), { headers: { "cache-control": "no-store" } })
})
