import "server-only"
import { hashPassword } from "@/lib/auth/password"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { teamSlugs } from "@/lib/teams/slug"

/** Any constant: whoever holds this lock in Postgres is the only one who sets up. */
const setUpLock = 7_273_551_001n

/**
 * Creates the first person, as the owner of the first team. Two set-ups at once make one owner: the later one waits for the
 * earlier one's commit and then throws AppError "conflict". Returns the team's slug.
 */
export async function createFirstOwner(input: {
  name: string
  email: string
  password: string
  teamName: string
}): Promise<string> {
  // Looked at before the hash as well: this door stays open to strangers, and a hash costs 19 MB and a core's time.
  await requireNobody(db())
  const passwordHash = await hashPassword(input.password)
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${setUpLock})`
    await requireNobody(tx)
    const user = await tx.user.create({ data: { name: input.name, email: input.email, passwordHash }, select: { id: true } })
    const team = await createTeam(tx, input.teamName)
    await tx.membership.create({ data: { teamId: team.id, userId: user.id, role: "owner" } })
    await tx.auditEvent.create({
      data: { teamId: team.id, userId: user.id, action: "team.created", detail: { name: input.teamName } },
    })
    return team.slug
  })
}

async function requireNobody(tx: Pick<Transaction, "user">): Promise<void> {
  if (await tx.user.findFirst({ select: { id: true } })) {
    throw new AppError("conflict", "This studio has been set up already. Sign in instead.")
  }
}

/** Ends every session of a person, on every machine, at their next request. */
export async function endAllSessions(userId: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { sessionEpoch: { increment: 1 } } })
}

async function createTeam(tx: Transaction, name: string): Promise<{ id: string; slug: string }> {
  for (const slug of teamSlugs(name)) {
    const [team] = await tx.team.createManyAndReturn({
      data: [{ slug, name }],
      skipDuplicates: true,
      select: { id: true, slug: true },
    })
    if (team) return team
  }
  throw new Error("teamSlugs ends never")
}
