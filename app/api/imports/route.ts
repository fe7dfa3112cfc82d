import { z } from "zod"
import { parseInput } from "@/lib/action"
import { receiveImport } from "@/lib/imports/receive"
import { importFacts } from "@/lib/imports/schema"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = importFacts.extend({ team: z.string(), project: z.uuid() })

/**
 * POST /api/imports?team=SLUG&project=ID&name=…&prompt=…&model=…&seed=… with a clip, or with a zip of clips and a list of
 * prompts, as raw body. Nothing is read of it before it is known who sends it.
 */
export const POST = teamRoute(async (request) => {
  const { team, project, ...facts } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const access = await requireTeam(team, "member")
  return Response.json(await receiveImport(access, project, facts, request), { status: 201 })
})
