import { stillFor } from "@/lib/arena/stills"
import { AppError } from "@/lib/errors"
import { teamRoute } from "@/lib/route"
import { requireUser } from "@/lib/teams/access"

type Context = { params: Promise<{ id: string }> }

/** The still that the pair was to begin with; the id is the showing's, so the address leads to no take and no clip. */
export const GET = teamRoute<Context>(async (_, { params }) => {
  const { id } = await params
  const still = await stillFor((await requireUser()).id, id)
  if (!still) throw new AppError("not_found", "There is nothing here, or it is not yours to see.")
  return new Response(new Uint8Array(still), {
    headers: {
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-type": "image/jpeg",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
    },
  })
})
