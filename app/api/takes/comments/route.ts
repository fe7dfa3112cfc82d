import { z } from "zod"
import { parseInput } from "@/lib/action"
import { commentsOf } from "@/lib/comments/data"
import { commentedTakes } from "@/lib/comments/schema"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({
  team: z.string(),
  ids: z
    .string()
    .transform((ids) => ids.split(","))
    .pipe(commentedTakes),
})

/** What was said of takes, by their ids (see lib/comments/queries.ts). */
export const GET = teamRoute(async (request) => {
  const { team, ids } = parseInput(query, Object.fromEntries(request.nextUrl.searchParams))
  return Response.json(await commentsOf(await requireTeam(team), ids), { headers: { "cache-control": "no-store" } })
})
