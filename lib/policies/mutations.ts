import "server-only"
import { db } from "@/lib/db"
import type { PolicyWeights } from "@/lib/policies/schema"
import type { TeamAccess } from "@/lib/teams/types"

/** Replaces the weights of the team's own policy. */
export async function saveWeights({ teamId, user }: TeamAccess, weights: PolicyWeights): Promise<void> {
  await db().teamPolicy.upsert({
    where: { teamId },
    create: { teamId, weights, updatedById: user.id },
    update: { weights, updatedById: user.id },
    select: { teamId: true },
  })
}
