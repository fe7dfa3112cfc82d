import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { Prisma } from "@/lib/generated/prisma/client"
import { type GenerationStatus, LedgerKind } from "@/lib/generated/prisma/enums"
import { terminalStatuses } from "@/lib/generations/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What a generation costs in the end: a sum the vendor told, our estimate because it told none, or nothing. */
export type Charge = { micros: number } | "estimate" | "nothing"

/**
 * Holds the estimates of new generations: a statement for the `with` clause of the one that creates them, over `given`
 * (id, mode, priceEstimateMicros; `count` rows). From here on a generation's held sum is its estimate while its status is
 * open and zero once it is terminal: only the transition function keeps it so.
 */
export function reserveSql(teamId: AuthorizedTeamId, count: number): Prisma.Sql {
  const ids = Array.from({ length: count }, () => randomUUIDv7())
  return Prisma.sql`
    insert into "LedgerEntry" (id, "teamId", "generationId", mode, kind, "heldMicros", "chargedMicros")
    select (${ids}::uuid[])[row_number() over ()], ${teamId}::uuid, id, mode, 'reserve', "priceEstimateMicros", 0 from given`
}

/**
 * The ledger's part of a transition to `to`, as a statement for its `with` clause over `moved` (id, teamId, mode, estimate,
 * from); null when that move touches no money. Terminal: what was held is let go, and charged or not. Back from `expired`
 * with a late result: held again, until it is settled.
 */
export function ledgerSql(to: GenerationStatus, charge: Charge): Prisma.Sql | null {
  const entry = (kind: LedgerKind, held: Prisma.Sql, charged: Prisma.Sql, where = Prisma.empty) => Prisma.sql`
    insert into "LedgerEntry" (id, "teamId", "generationId", mode, kind, "heldMicros", "chargedMicros")
    select ${randomUUIDv7()}::uuid, moved."teamId", moved.id, moved.mode, ${kind}::"LedgerKind", ${held}, ${charged} from moved ${where}`
  if (to === "ingesting") {
    return entry("reserve", Prisma.sql`moved.estimate`, Prisma.sql`0`, Prisma.sql`where moved."from" = 'expired'`)
  }
  if (!(terminalStatuses as readonly GenerationStatus[]).includes(to)) return null
  const kind = charge === "nothing" ? LedgerKind.release : LedgerKind.settle
  return entry(kind, Prisma.sql`-moved.estimate`, chargedSql(charge, Prisma.sql`moved.estimate`))
}

/** The charged sum in SQL, where `estimate` names the estimate's column. */
export function chargedSql(charge: Charge, estimate: Prisma.Sql): Prisma.Sql {
  if (charge === "nothing") return Prisma.sql`0::bigint`
  return charge === "estimate" ? estimate : Prisma.sql`${BigInt(charge.micros)}::bigint`
}
