import { shotHistory } from "@/lib/comparisons/data"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { parseShotNumber } from "@/lib/shots/loaders"
import { requireTeam } from "@/lib/teams/access"

type Context = { params: Promise<{ team: string; project: string; number: string }> }

/** What was sent for a shot, what came of it and what was decided; reviewers read it too. */
export const GET = teamRoute<Context>(async (_request, { params }) => {
  const { team, project, number } = await params
  const { teamId } = await requireTeam(team)
  const shotNumber = parseShotNumber(number)
  const history = shotNumber === null ? null : await shotHistory(teamId, project, shotNumber)
  if (!history) throw new AppError("not_found", "This shot no longer exists.")
  return Response.json(history, { headers: { "cache-control": "no-store" } })
})
