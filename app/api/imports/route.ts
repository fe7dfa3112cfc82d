import { z } from "zod"
import { parseInput } from "@/lib/action"
import { maxFactsBytes, splitFacts } from "@/lib/imports/facts"
import { receiveImport } from "@/lib/imports/receive"
import { importFacts } from "@/lib/imports/schema"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = importFacts.pick({ name: true }).extend({
  team: z.string(),
  project: z.uuid(),
  factsBytes: z.coerce.number().int().min(0).max(maxFactsBytes).default(0),
})
const said = importFacts.omit({ name: true })

/**
 * POST /api/imports?team=SLUG&project=ID&name=…&factsBytes=N with a clip, or with a zip of clips and a list of prompts, as
 * raw body. The first N bytes of it are JSON about the file: prompt, model and seed. Nothing is read of it before it is
 * known who sends it.
 */
export const POST = teamRoute(async (request) => {
  const { team, project, name, factsBytes } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  const access = await requireTeam(team, "member")
  const { facts, file: body } = await splitFacts(request.body, factsBytes)
  const { signal } = request
  const imported = await receiveImport(access, project, { name, ...parseInput(said, facts) }, { body, signal })
  return Response.json(imported, { status: 201 })
})
