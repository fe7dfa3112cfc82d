import { serveBlindClip, spendToken } from "@/lib/arena/clips"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { requireUser } from "@/lib/teams/access"

type Context = { params: Promise<{ token: string }> }

/** A blind clip, once, to the judge it was drawn for. It knows no ranges: fetch it whole and play it from memory. */
export const GET = teamRoute<Context>(async (_, { params }) => {
  const { token } = await params
  const clip = await spendToken((await requireUser()).id, token)
  if (!clip) throw new AppError("not_found", "This address has been used, or it was not given to you.")
  return serveBlindClip(clip)
})
