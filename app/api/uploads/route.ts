import { storeUpload } from "@/lib/clips/upload"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"

/**
 * POST /api/uploads?team=SLUG with a still as raw body or as the field "file" of a form. The team stands in the address,
 * so that nothing is read of a body before it is known who sends it.
 */
export const POST = teamRoute(async (request) => {
  const { teamId } = await requireTeam(request.nextUrl.searchParams.get("team") ?? "", "member")
  return Response.json(await storeUpload(teamId, request), { status: 201 })
})
