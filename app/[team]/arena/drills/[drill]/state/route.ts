import { drillState } from "@/lib/drills/loaders"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

type Context = { params: Promise<{ team: string; drill: string }> }

/** What a drill's report shows besides the takes, again: asked when a live event says that something of it changed. */
export const GET = teamRoute<Context>(async (_request, { params }) => {
  const { team, drill } = await params
  const state = await drillState(await requireTeam(team), drill)
  if (!state) throw new AppError("not_found", "This drill no longer exists.")
  return Response.json(state, { headers: { "cache-control": "no-store" } })
})
