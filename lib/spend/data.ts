import "server-only"
import { db, type Transaction } from "@/lib/db"
import { GenerationStatus, type VendorMode } from "@/lib/generated/prisma/enums"
import { isTerminal } from "@/lib/generations/rules"
import { monthStart } from "@/lib/spend/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** Statuses in which a generation's estimate is held. */
export const openStatuses = Object.values(GenerationStatus).filter((status) => !isTerminal(status))

export type Balance = { heldMicros: number; chargedMicros: number }

/** What the ledger adds up to since the team began. Micro-dollars. */
export async function balance(teamId: AuthorizedTeamId, mode: VendorMode): Promise<Balance> {
  const { _sum: sum } = await db().ledgerEntry.aggregate({
    where: { teamId, mode },
    _sum: { heldMicros: true, chargedMicros: true },
  })
  return { heldMicros: Number(sum.heldMicros ?? 0), chargedMicros: Number(sum.chargedMicros ?? 0) }
}

/** This calendar month (UTC) against the budget, live money only. `budgetMicros` is null when there is no limit. */
export async function monthSummary(
  teamId: AuthorizedTeamId,
  now = new Date(),
): Promise<Balance & { budgetMicros: number | null }> {
  const [team, used] = await Promise.all([
    db().team.findUniqueOrThrow({ where: { id: teamId }, select: { monthlyBudgetMicros: true } }),
    monthUse(db(), teamId, now),
  ])
  return {
    heldMicros: Number(used.held),
    chargedMicros: Number(used.charged),
    budgetMicros: team.monthlyBudgetMicros === null ? null : Number(team.monthlyBudgetMicros),
  }
}

/**
 * Live money of this calendar month: what was charged in it, and what is held now, whenever it was reserved (it will be
 * charged in this month or later).
 */
export async function monthUse(client: Pick<Transaction, "$queryRaw">, teamId: AuthorizedTeamId, now: Date) {
  const [use] = await client.$queryRaw<{ held: bigint; charged: bigint }[]>`
    select
      (select coalesce(sum("chargedMicros"), 0)::bigint from "LedgerEntry"
        where "teamId" = ${teamId}::uuid and mode = 'live' and "createdAt" >= ${monthStart(now)}) as charged,
      (select coalesce(sum("priceEstimateMicros"), 0)::bigint from "Generation"
        where "teamId" = ${teamId}::uuid and mode = 'live' and status = any(${openStatuses}::"GenerationStatus"[])) as held`
  return use ?? { held: 0n, charged: 0n }
}

/**
 * Where the ledger and the generations disagree; empty when every open generation holds exactly its estimate and every
 * finished one holds nothing and was charged what it says.
 */
export async function auditLedger(teamId: AuthorizedTeamId): Promise<{ generationId: string; problem: string }[]> {
  return db().$queryRaw`
    select id as "generationId", format('%s holds %s of %s, charged %s, says %s', status, held, "priceEstimateMicros", charged, actual) as problem
    from (
      select generation.id, generation.status, generation."priceEstimateMicros", coalesce(generation."priceActualMicros", 0) as actual,
        coalesce(sum(entry."heldMicros"), 0) as held, coalesce(sum(entry."chargedMicros"), 0) as charged
      from "Generation" as generation left join "LedgerEntry" as entry on entry."generationId" = generation.id
      where generation."teamId" = ${teamId}::uuid
      group by generation.id
    ) as sums
    where case when status = any(${openStatuses}::"GenerationStatus"[]) then held <> "priceEstimateMicros" or charged <> 0
      else held <> 0 or charged <> actual end`
}
