import "server-only"
import { db } from "@/lib/db"
import { takeInvitationsOf } from "@/lib/teams/invitations"

/** Who somebody is at an OAuth vendor. `email` is present only when the vendor has verified it. */
export type OutsideIdentity = {
  provider: string
  providerAccountId: string
  email: string | null | undefined
  name: string | null | undefined
}

/**
 * The person an outside identity belongs to: by an earlier link, else by verified email when that person exists, else by an
 * open invitation to that email, which is then used. Nobody else may register: null.
 */
export async function findOrLinkPerson(identity: OutsideIdentity): Promise<{ id: string; sessionEpoch: number } | null> {
  const { provider, providerAccountId } = identity
  const linked = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { user: { select: { id: true, sessionEpoch: true } } },
  })
  if (linked) return linked.user
  const email = identity.email?.trim().toLowerCase()
  if (!email) return null
  return db().$transaction(async (tx) => {
    let user = await tx.user.findUnique({ where: { email }, select: { id: true, sessionEpoch: true } })
    if (!user) {
      const invitation = await tx.invitation.findFirst({
        where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
        select: { id: true },
      })
      if (!invitation) return null
      const name = identity.name?.trim().slice(0, 80) || email.split("@")[0] || email
      user = await tx.user.create({ data: { email, name }, select: { id: true, sessionEpoch: true } })
      await takeInvitationsOf(tx, email, user.id)
    }
    await tx.account.create({ data: { userId: user.id, provider, providerAccountId } })
    return user
  })
}
