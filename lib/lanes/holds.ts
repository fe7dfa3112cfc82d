import "server-only"
import { db, direct, type Transaction } from "@/lib/db"
import { notify } from "@/lib/events/notify"
import { Prisma } from "@/lib/generated/prisma/client"
import { failuresUntilHeld } from "@/lib/lanes/rules"
import { type FailureKind, refusalKinds } from "@/lib/providers/provider"

/** Causes that the rest of a press would most likely meet too. */
const sharedCauses: readonly FailureKind[] = [...refusalKinds, "auth", "credit", "invalid_request", "vendor_error"]

/**
 * Holds what is still queued of this generation's press at its vendor, when enough of it has ended for the same cause.
 * Each cause asks once in a press: who has decided is not asked again. Returns whether it was held now.
 */
export async function holdRest({ id, teamId }: { id: string; teamId: string }): Promise<boolean> {
  const [held] = await direct().$queryRaw<{ shotId: string; projectId: string }[]>(Prisma.sql`
    with ended as (
      select "teamId", "projectId", "shotId", "batchId", provider, failure->>'kind' as kind from "Generation"
      where id = ${id}::uuid and "teamId" = ${teamId}::uuid and status in ('failed', 'refused')
        and failure->>'kind' = any(${sharedCauses}::text[])
    ), held as (
      insert into "BatchHold" ("batchId", provider, kind, "teamId", "shotId")
      select "batchId", provider, kind, "teamId", "shotId" from ended
      where (
        select count(*) from "Generation" as other where other."teamId" = ended."teamId" and other."shotId" = ended."shotId"
          and other."batchId" = ended."batchId" and other.provider = ended.provider
          and other.status in ('failed', 'refused') and other.failure->>'kind' = ended.kind
      ) >= ${failuresUntilHeld} and exists (
        select from "Generation" as other where other."teamId" = ended."teamId" and other.status = 'queued'
          and other.provider = ended.provider and other."batchId" = ended."batchId"
      )
      on conflict ("batchId", provider, kind) do nothing returning "shotId"
    )
    select held."shotId", ended."projectId" from held, ended`)
  if (!held) return false
  await notify(db(), [
    { teamId, type: "shot", ...held },
    { teamId, type: "line" },
  ])
  return true
}

/**
 * Writes a person's decision down, for every cause that is open for this press at this vendor. Returns what it is about,
 * oldest first, with the shot to tell of; null when there was nothing to decide, or somebody was first.
 */
export async function decideHold(
  tx: Transaction,
  teamId: string,
  hold: { batchId: string; provider: string },
  decision: "send" | "stop",
  userId: string,
): Promise<{ generationIds: string[]; shotId: string; projectId: string } | null> {
  const { batchId, provider } = hold
  const decided = await tx.batchHold.updateManyAndReturn({
    where: { teamId, batchId, provider, decidedAt: null },
    data: { decision, decidedAt: new Date(), decidedById: userId },
    select: { shotId: true },
  })
  const [first] = decided
  if (!first) return null
  const generations = await tx.generation.findMany({
    where: { teamId, shotId: first.shotId, batchId, provider, status: "queued" },
    orderBy: { id: "asc" },
    select: { id: true, projectId: true },
  })
  const shot = await tx.shot.findFirstOrThrow({ where: { id: first.shotId, teamId }, select: { projectId: true } })
  return { generationIds: generations.map(({ id }) => id), shotId: first.shotId, projectId: shot.projectId }
}
