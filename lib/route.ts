import "server-only"
import { unstable_rethrow } from "next/navigation"
import type { NextRequest } from "next/server"
import { requireSameOrigin } from "@/lib/auth/same-origin"
import { env } from "@/lib/env"
import { AppError, httpStatusOf } from "@/lib/errors"
import { toFailure } from "@/lib/fault"

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"])

/**
 * A route handler for people: refuses mutations from another site, and turns a thrown AppError into its status with
 * `{ error: { code, message } }`. The handler proves the team itself, with requireTeam (a slug in the address) or
 * requireTeamById (a row that names its team).
 */
export function teamRoute<Context>(handler: (request: NextRequest, context: Context) => Promise<Response>) {
  return async (request: NextRequest, context: Context): Promise<Response> => {
    try {
      if (!readingMethods.has(request.method)) requireSameOrigin(request.headers, env().PUBLIC_URL)
      return await handler(request, context)
    } catch (error) {
      unstable_rethrow(error)
      const status = error instanceof AppError ? httpStatusOf[error.code] : 500
      const failure = toFailure(error, `${request.method} ${new URL(request.url).pathname}`)
      return Response.json({ error: failure }, { status, headers: { "cache-control": "no-store" } })
    }
  }
}
