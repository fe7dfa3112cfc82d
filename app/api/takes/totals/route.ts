import { z } from "zod"
import { parseInput } from "@/lib/action"
import { galleryTotals } from "@/lib/galleries/data"
import { readGalleryParams } from "@/lib/galleries/params"
import { galleryFilter } from "@/lib/galleries/schema"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({ team: z.string(), project: z.uuid() })

/** How many takes a gallery's filter finds, of how many. */
export const GET = teamRoute(async (request) => {
  const search = request.nextUrl.searchParams
  const { team, project } = parseInput(query, Object.fromEntries(search))
  const { teamId } = await requireTeam(team)
  const totals = await galleryTotals(teamId, project, parseInput(galleryFilter, readGalleryParams(search)))
  return Response.json(totals, { headers: { "cache-control": "no-store" } })
})
