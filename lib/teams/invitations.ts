import "server-only"
import { createHash, randomBytes } from "node:crypto"
import type { SignedInUser } from "@/lib/auth/data"
import { hashPassword } from "@/lib/auth/password"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { Role } from "@/lib/generated/prisma/enums"
import type { TeamAccess } from "@/lib/teams/types"

const invitationDays = 7

const hashToken = (token: string) => createHash("sha256").update(token).digest("hex")
const open = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } })
const gone = () => new AppError("not_found", "This invitation was used, withdrawn or has expired. Ask for a new link.")

/**
 * Invites one person by email. Returns the token of the link, which is kept nowhere: only its hash is stored. An earlier
 * open invitation of the same person is withdrawn, so that one link works at a time. Throws AppError "conflict" for a member.
 */
export async function createInvitation(access: TeamAccess, input: { email: string; role: Role }): Promise<{ token: string }> {
  const token = randomBytes(24).toString("base64url")
  const { teamId, user } = access
  await db().$transaction(async (tx) => {
    const member = await tx.membership.findFirst({ where: { teamId, user: { email: input.email } }, select: { userId: true } })
    if (member)
      throw new AppError("conflict", "This person is in the team already.", { fields: { email: "In the team already." } })
    await tx.invitation.updateMany({ where: { teamId, email: input.email, ...open() }, data: { revokedAt: new Date() } })
    const { id } = await tx.invitation.create({
      data: {
        teamId,
        email: input.email,
        role: input.role,
        tokenHash: hashToken(token),
        invitedById: user.id,
        expiresAt: new Date(Date.now() + invitationDays * 24 * 60 * 60 * 1000),
      },
      select: { id: true },
    })
    await audit(tx, teamId, user.id, "member.invited", { invitationId: id, email: input.email, role: input.role })
  })
  return { token }
}

/** Withdraws an open invitation. Throws AppError "not_found". */
export async function revokeInvitation({ teamId, user }: TeamAccess, invitationId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, teamId, ...open() },
      data: { revokedAt: new Date() },
    })
    if (count === 0) throw gone()
    await audit(tx, teamId, user.id, "member.invitation_revoked", { invitationId })
  })
}

/** What the join page shows of a token, or null when the link no longer works. `hasAccount`: the email signs in already. */
export async function findInvitation(token: string) {
  const invitation = await db().invitation.findFirst({
    where: { tokenHash: hashToken(token), ...open() },
    select: { email: true, role: true, team: { select: { name: true } }, invitedBy: { select: { name: true } } },
  })
  if (!invitation) return null
  const account = await db().user.findUnique({ where: { email: invitation.email }, select: { id: true } })
  return {
    email: invitation.email,
    role: invitation.role,
    teamName: invitation.team.name,
    invitedBy: invitation.invitedBy.name,
    hasAccount: account !== null,
  }
}

/** Joins as a new person, whose email is the invited one. Returns email and team slug. Throws "not_found" or "conflict". */
export async function joinAsNewPerson(input: { token: string; name: string; password: string }) {
  // A hash is dear work, and is not done for a stranger without a link that works.
  if (!(await findInvitation(input.token))) throw gone()
  const passwordHash = await hashPassword(input.password)
  return db().$transaction(async (tx) => {
    const invitation = await takeInvitation(tx, input.token)
    const [user] = await tx.user.createManyAndReturn({
      data: [{ name: input.name, email: invitation.email, passwordHash }],
      skipDuplicates: true,
      select: { id: true },
    })
    if (!user) throw new AppError("conflict", "This email has an account already. Sign in, then open the link again.")
    await addMember(tx, invitation, user.id)
    return { email: invitation.email, teamSlug: invitation.team.slug }
  })
}

/**
 * Joins as the person who is signed in. The link was written for one email: somebody else's session does not use it up.
 * Returns the team's slug. Throws AppError "not_found" or "not_allowed".
 */
export async function joinAsUser(user: SignedInUser, token: string): Promise<{ teamSlug: string }> {
  return db().$transaction(async (tx) => {
    const invitation = await takeInvitation(tx, token)
    if (invitation.email !== user.email) {
      throw new AppError("not_allowed", `This invitation is for ${invitation.email}, and you are signed in as ${user.email}.`)
    }
    await addMember(tx, invitation, user.id)
    return { teamSlug: invitation.team.slug }
  })
}

/** For a sign-in elsewhere whose email is verified: takes every open invitation of that email. Returns how many there were. */
export async function takeInvitationsOf(tx: Transaction, email: string, userId: string): Promise<number> {
  const invitations = await tx.invitation.findMany({ where: { email, ...open() }, select: { tokenHash: true } })
  for (const { tokenHash } of invitations) await addMember(tx, await takeByHash(tx, tokenHash), userId)
  return invitations.length
}

/** Marks the invitation used, in one statement, so that a link pressed twice at once lets one in. */
async function takeInvitation(tx: Transaction, token: string) {
  return takeByHash(tx, hashToken(token))
}

async function takeByHash(tx: Transaction, tokenHash: string) {
  const [taken] = await tx.invitation.updateManyAndReturn({
    where: { tokenHash, ...open() },
    data: { acceptedAt: new Date() },
    select: { id: true, email: true, role: true, teamId: true, team: { select: { slug: true } } },
  })
  if (!taken) throw gone()
  return taken
}

async function addMember(tx: Transaction, invitation: { id: string; teamId: string; role: Role }, userId: string) {
  const { teamId, role } = invitation
  await tx.membership.createMany({ data: [{ teamId, userId, role }], skipDuplicates: true })
  await audit(tx, teamId, userId, "member.joined", { invitationId: invitation.id, role })
}

async function audit(tx: Transaction, teamId: string, userId: string, action: string, detail: Record<string, string>) {
  await tx.auditEvent.create({ data: { teamId, userId, action, detail } })
}
