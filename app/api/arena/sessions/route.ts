import { z } from "zod"
import { parseInput } from "@/lib/action"
import { sessionsOf, sessionView } from "@/lib/arena/data"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({ team: z.string(), session: z.uuid().optional() })

/** The team's sessions (`SessionItem[]`), or all of one (`SessionView`), which names its models. */
export const GET = teamRoute(async (request) => {
  const { team, session } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const access = await requireTeam(team)
  const found = session ? await sessionView(access, session) : await sessionsOf(access.teamId, access.user.id)
  if (!found) throw new AppError("not_found", "This session no longer exists.")
  return Response.json(found, { headers: { "cache-control": "no-store" } })
})
