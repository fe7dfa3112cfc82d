import "server-only"
import type { SessionClaims } from "@/lib/auth/session"
import { db } from "@/lib/db"

export type SignedInUser = { id: string; name: string; email: string }

/** The person of a session, or null when the person is gone or the session was ended by a raised epoch. */
export async function findSessionUser({ userId, epoch }: SessionClaims): Promise<SignedInUser | null> {
  return db().user.findFirst({
    where: { id: userId, sessionEpoch: epoch },
    select: { id: true, name: true, email: true },
  })
}

/** True until the first person exists: then set-up is offered, and never again. */
export async function isFirstRun(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) === null
}

/** For sign-in alone: the stored hash never leaves lib/auth. */
export async function findPasswordByEmail(email: string) {
  return db().user.findUnique({ where: { email }, select: { id: true, passwordHash: true, sessionEpoch: true } })
}
