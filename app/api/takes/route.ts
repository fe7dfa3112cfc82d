import { z } from "zod"
import { parseInput } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { galleryPage } from "@/lib/galleries/data"
import { readGalleryParams } from "@/lib/galleries/params"
import { galleryFilter } from "@/lib/galleries/schema"
import { teamRoute } from "@/lib/route"
import { takesOfShot, takeViewsByIds } from "@/lib/takes/data"
import { requireTeam } from "@/lib/teams/access"

const query = z.object({
  team: z.string(),
  shot: z.uuid().optional(),
  ids: z
    .string()
    .transform((ids) => ids.split(","))
    .pipe(z.array(z.uuid()).min(1).max(8))
    .optional(),
  project: z.uuid().optional(),
  after: z.uuid().optional(),
})

/** Takes as screens see them: of a `shot`, by `ids`, or one gallery page of a `project` (see lib/takes/queries.ts). */
export const GET = teamRoute(async (request) => {
  const search = request.nextUrl.searchParams
  const asked = parseInput(query, Object.fromEntries(search))
  const { teamId } = await requireTeam(asked.team)
  const answer = (body: unknown) => Response.json(body, { headers: { "cache-control": "no-store" } })
  if (asked.shot) return answer(await takesOfShot(teamId, asked.shot))
  if (asked.ids) return answer(await takeViewsByIds(teamId, asked.ids))
  if (asked.project) {
    return answer(
      await galleryPage(teamId, asked.project, parseInput(galleryFilter, readGalleryParams(search)), asked.after ?? null),
    )
  }
  throw new AppError("invalid_input", "Name a shot, a project or takes.")
})
