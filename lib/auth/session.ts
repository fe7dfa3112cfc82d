import "server-only"
import { decode, encode } from "next-auth/jwt"
import { z } from "zod"
import { env } from "@/lib/env"

/** One name over http and https: whether it is marked secure is decided by how the browser came (lib/auth/options.ts). */
export const sessionCookieName = "rushes.session"

const day = 24 * 60 * 60
/** A session that nobody uses ends after a week; proxy.ts renews it while it is used. */
export const sessionIdleSeconds = 7 * day
/** And after thirty days everybody types their password again. */
export const sessionLifetimeSeconds = 30 * day
/** How old a token may get before a page view replaces it. */
export const sessionRenewAfterSeconds = 60 * 60

const sessionClaims = z.object({
  sub: z.uuid(),
  /** `User.sessionEpoch` when the person signed in; a higher one in the database ends the session. */
  epoch: z.number().int(),
  /** When the person signed in, in seconds since 1970; renewals keep it. */
  startedAt: z.number().int(),
  /** Whether its cookie may only travel over https; a renewal sets the same. */
  secure: z.boolean(),
  /** When this token was made. */
  iat: z.number().int(),
})

export type SessionClaims = { userId: string; epoch: number; startedAt: number; secure: boolean; issuedAt: number }

/** A session token for one person: next-auth's encrypted JWT (A256GCM under AUTH_SECRET). */
export function encodeSession(session: Omit<SessionClaims, "issuedAt">): Promise<string> {
  return encode({
    secret: env().AUTH_SECRET,
    maxAge: sessionIdleSeconds,
    token: { sub: session.userId, epoch: session.epoch, startedAt: session.startedAt, secure: session.secure },
  })
}

/** What a session token says, or null when it is forged, idle for a week or older than thirty days. */
export async function decodeSession(token: string | undefined, now = Date.now()): Promise<SessionClaims | null> {
  if (!token) return null
  const payload = await decode({ secret: env().AUTH_SECRET, token }).catch(() => null)
  const claims = sessionClaims.safeParse(payload)
  if (!claims.success) return null
  const { sub, epoch, startedAt, secure, iat } = claims.data
  if (startedAt + sessionLifetimeSeconds <= now / 1000) return null
  return { userId: sub, epoch, startedAt, secure, issuedAt: iat }
}
