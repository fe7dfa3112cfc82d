import { z } from "zod"
import { parseInput } from "@/lib/action"
import { listMadeFrames } from "@/lib/made-frames/data"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({ team: z.string(), shot: z.uuid() })

/** The stills made for a shot. */
export const GET = teamRoute(async (request) => {
  const { team, shot } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const { teamId } = await requireTeam(team)
  return Response.json(await listMadeFrames(teamId, shot), { headers: { "cache-control": "no-store" } })
})
