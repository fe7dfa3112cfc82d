import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { parseShotNumber } from "@/lib/shots/loaders"
import { findReuse } from "@/lib/shots/reuse"
import { requireTeam } from "@/lib/teams/access"

type Context = { params: Promise<{ team: string; project: string; number: string }> }

/** Finished takes of the very requests that the shot's saved form would send. */
export const GET = teamRoute<Context>(async (_request, { params }) => {
  const { team, project, number } = await params
  const { teamId } = await requireTeam(team)
  const shotNumber = parseShotNumber(number)
  const reuse = shotNumber === null ? null : await findReuse(teamId, project, shotNumber)
  if (!reuse) throw new AppError("not_found", "This shot no longer exists.")
  return Response.json(reuse, { headers: { "cache-control": "no-store" } })
})
