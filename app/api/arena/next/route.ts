import { z } from "zod"
import { parseInput } from "@/lib/action"
import { judgeView } from "@/lib/arena/judging"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({ team: z.string(), session: z.uuid() })

/** What the signed-in judge is to see now: `JudgeView`. Gives new one-time addresses each time. */
export const GET = teamRoute(async (request) => {
  const { team, session } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const view = await judgeView(await requireTeam(team), session)
  return Response.json(view, { headers: { "cache-control": "no-store" } })
})
