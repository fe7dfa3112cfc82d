import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { parseShotNumber, studioState } from "@/lib/shots/loaders"
import { requireTeam } from "@/lib/teams/access"

type Context = { params: Promise<{ team: string; project: string; number: string }> }

/** What the studio shows besides its takes, again: asked when a live event says that the shot changed. */
export const GET = teamRoute<Context>(async (_request, { params }) => {
  const { team, project, number } = await params
  const access = await requireTeam(team)
  const shotNumber = parseShotNumber(number)
  const state = shotNumber === null ? null : await studioState(access, project, shotNumber)
  if (!state) throw new AppError("not_found", "This shot no longer exists.")
  return Response.json(state, { headers: { "cache-control": "no-store" } })
})
