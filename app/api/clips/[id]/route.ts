import { sessionCookieName } from "@/lib/auth/session"
import { clipForUser } from "@/lib/clips/data"
import { provenRecently } from "@/lib/clips/recent-access"
import { serveClip } from "@/lib/clips/serve"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { requireUser } from "@/lib/teams/access"

type Context = { params: Promise<{ id: string }> }

/** A clip's or still's exact bytes, to members of its team. `?download=NAME` saves it under that name. */
export const GET = teamRoute<Context>(async (request, { params }) => {
  const { id } = await params
  const token = request.cookies.get(sessionCookieName)?.value
  const clip = await provenRecently(token, id, async () => clipForUser((await requireUser()).id, id))
  if (!clip) throw new AppError("not_found", "There is nothing here, or it is not yours to see.")
  return serveClip(request, clip)
})

export const HEAD = GET
