import "server-only"
import type { NewDecision } from "@/lib/comparisons/schema"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import { listNames } from "@/lib/format"
import { patience } from "@/lib/generations/mutations"
import { pickTakeIn } from "@/lib/takes/mutations"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"
import { uuidOfKey } from "@/lib/uuid"

/**
 * Keeps what a person decided about takes of one shot: scores, why, and the pick, which becomes the shot's selected take, all
 * or nothing. It is never changed afterwards; a later decision is a row of its own. The same key decides once. Returns the
 * decision and the takes whose pick changed. Throws AppError "not_found" (a take is gone), "conflict" (several shots, a take in
 * the trash, a pick that is not finished).
 */
export async function decide(
  { teamId, user }: TeamAccess,
  decision: NewDecision,
): Promise<{ comparisonId: string; changedTakeIds: string[] }> {
  const { takeIds, scores, note, pickedTakeId } = decision
  const id = uuidOfKey(decision.decisionKey)
  return db().$transaction(async (tx) => {
    const { shotId, projectId } = await oneShotOf(tx, teamId, takeIds)
    const { count } = await tx.comparison.createMany({
      data: { id, teamId, shotId, decisionNote: note, pickedTakeId, scores, createdById: user.id },
      skipDuplicates: true,
    })
    if (count === 0) return decidedBefore(tx, teamId, id)
    await tx.comparisonTake.createMany({
      data: takeIds.map((takeId, position) => ({ comparisonId: id, takeId, teamId, position })),
    })
    const changedTakeIds = pickedTakeId === null ? [] : await pickTakeIn(tx, teamId, pickedTakeId, null)
    await notify(tx, { teamId, type: "shot", shotId, projectId })
    return { comparisonId: id, changedTakeIds }
  }, patience)
}

/**
 * The shot that all of these takes are of, held until the transaction ends: two decisions at once wait here, before either has
 * a row that points at the shot.
 */
async function oneShotOf(tx: Transaction, teamId: AuthorizedTeamId, takeIds: readonly string[]) {
  const takes = await tx.take.findMany({
    where: { teamId, id: { in: [...takeIds] } },
    select: { id: true, shotId: true, projectId: true, shot: { select: { number: true } } },
    orderBy: { shot: { number: "asc" } },
  })
  const [first] = takes
  if (!first || takes.length < takeIds.length) throw new AppError("not_found", "One of these takes no longer exists.")
  const { shotId, projectId } = first
  if (takes.some((take) => take.shotId !== shotId)) {
    const shots = [...new Set(takes.map(({ shot }) => String(shot.number)))]
    throw new AppError("conflict", `A decision belongs to one shot, and these takes are of shots ${listNames(shots)}.`)
  }
  await tx.$queryRaw`select from "Shot" where id = ${shotId}::uuid and "teamId" = ${teamId}::uuid for update`
  const gone = await tx.take.findFirst({
    where: { teamId, id: { in: [...takeIds] }, trashedAt: { not: null } },
    select: { number: true },
  })
  if (gone) throw new AppError("conflict", `Take ${gone.number} is in the trash. Bring it back, or leave it out.`)
  return { shotId, projectId }
}

async function decidedBefore(tx: Transaction, teamId: AuthorizedTeamId, id: string) {
  const before = await tx.comparison.findFirst({ where: { id, teamId }, select: { pickedTakeId: true } })
  if (!before) throw new AppError("conflict", "This was not kept. Press again.")
  return { comparisonId: id, changedTakeIds: before.pickedTakeId === null ? [] : [before.pickedTakeId] }
}
