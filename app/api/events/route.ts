import { findSessionUser } from "@/lib/auth/data"
import { decodeSession, sessionCookieName } from "@/lib/auth/session"
import { fanOut } from "@/lib/events/fan-out"
import { eventStream } from "@/lib/events/stream"
import { teamRoute } from "@/lib/route"
import { requireTeam } from "@/lib/teams/access"
import { findAccessById } from "@/lib/teams/data"

export const dynamic = "force-dynamic"

/** Server-sent events of one team (?team=SLUG): `LiveEvent`s as they happen, for as long as the person belongs to it. */
export const GET = teamRoute(async (request) => {
  const { teamId, user } = await requireTeam(request.nextUrl.searchParams.get("team") ?? "")
  const token = request.cookies.get(sessionCookieName)?.value
  const isWelcome = async () => {
    const session = await decodeSession(token)
    return session !== null && (await findSessionUser(session)) !== null && (await findAccessById(user, teamId)) !== null
  }
  const stream = eventStream(request.signal, (screen) => fanOut().enter(teamId, screen), isWelcome)
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: a compressing proxy would hold events back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  })
})
