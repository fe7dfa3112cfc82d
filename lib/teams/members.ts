import "server-only"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { Role } from "@/lib/generated/prisma/enums"
import type { InvitationView, MemberView } from "@/lib/teams/schema"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

/** Members in the order they came, and invitations that still work. */
export async function listPeople({
  teamId,
  user,
}: TeamAccess): Promise<{ members: MemberView[]; invitations: InvitationView[] }> {
  const [members, invitations] = await Promise.all([
    db().membership.findMany({
      where: { teamId },
      orderBy: { createdAt: "asc" },
      select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
    }),
    db().invitation.findMany({
      where: { teamId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
      orderBy: { createdAt: "desc" },
      select: { id: true, email: true, role: true, expiresAt: true, invitedBy: { select: { name: true } } },
    }),
  ])
  return {
    members: members.map(({ role, createdAt, user: { id, name, email } }) => ({
      userId: id,
      name,
      email,
      role,
      joinedAt: createdAt.toISOString(),
      isYou: id === user.id,
    })),
    invitations: invitations.map(({ invitedBy, expiresAt, ...invitation }) => ({
      ...invitation,
      invitedBy: invitedBy.name,
      expiresAt: expiresAt.toISOString(),
    })),
  }
}

/** Gives a member another role. The last owner stays one. Throws AppError "not_found" or "conflict". */
export async function changeRole(access: TeamAccess, userId: string, role: Role): Promise<void> {
  await db().$transaction(async (tx) => {
    const before = await lockMember(tx, access.teamId, userId)
    if (before.role === role) return
    if (role !== "owner") await requireAnotherOwner(tx, access.teamId, before)
    await tx.membership.update({ where: { teamId_userId: { teamId: access.teamId, userId } }, data: { role } })
    await audit(tx, access, "member.role_changed", { userId, from: before.role, to: role })
  })
}

/** Takes a member out of the team; what they made stays. The last owner stays. Throws AppError "not_found" or "conflict". */
export async function removeMember(access: TeamAccess, userId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const before = await lockMember(tx, access.teamId, userId)
    await requireAnotherOwner(tx, access.teamId, before)
    await tx.membership.delete({ where: { teamId_userId: { teamId: access.teamId, userId } } })
    await audit(tx, access, "member.removed", { userId, role: before.role })
  })
}

/** Name and monthly budget of the team. */
export async function updateTeam(
  access: TeamAccess,
  settings: { name: string; monthlyBudgetMicros: bigint | null },
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.team.update({ where: { id: access.teamId }, data: settings })
    await audit(tx, access, "team.changed", { name: settings.name, monthlyBudgetMicros: String(settings.monthlyBudgetMicros) })
  })
}

export async function findTeamSettings(teamId: AuthorizedTeamId) {
  const { name, slug, monthlyBudgetMicros } = await db().team.findUniqueOrThrow({
    where: { id: teamId },
    select: { name: true, slug: true, monthlyBudgetMicros: true },
  })
  return { name, slug, monthlyBudgetMicros: monthlyBudgetMicros === null ? null : Number(monthlyBudgetMicros) }
}

/** The teams a person belongs to, by name: for switching between them. */
export async function listTeamsOf(userId: string): Promise<{ slug: string; name: string }[]> {
  return db().team.findMany({
    where: { memberships: { some: { userId } } },
    orderBy: { name: "asc" },
    select: { slug: true, name: true },
  })
}

/** Locks the team's owners with the member, so that two owners cannot step down past each other. */
async function lockMember(tx: Transaction, teamId: AuthorizedTeamId, userId: string): Promise<{ role: Role }> {
  const rows = await tx.$queryRaw<{ userId: string; role: Role }[]>`
    select "userId", role from "Membership"
    where "teamId" = ${teamId}::uuid and (role = 'owner' or "userId" = ${userId}::uuid)
    order by "userId" for update`
  const member = rows.find((row) => row.userId === userId)
  if (!member) throw new AppError("not_found", "This person is not in the team.")
  return member
}

async function requireAnotherOwner(tx: Transaction, teamId: AuthorizedTeamId, member: { role: Role }) {
  if (member.role !== "owner") return
  if ((await tx.membership.count({ where: { teamId, role: "owner" } })) < 2) {
    throw new AppError("conflict", "A team keeps at least one owner. Make somebody else an owner first.")
  }
}

async function audit(tx: Transaction, { teamId, user }: TeamAccess, action: string, detail: Record<string, string>) {
  await tx.auditEvent.create({ data: { teamId, userId: user.id, action, detail } })
}
