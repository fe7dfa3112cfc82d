import "server-only"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { vendorsDown } from "@/lib/lanes/data"
import type { PolicyFacts } from "@/lib/policies/resolve"
import { defaultWeights, policyWeights } from "@/lib/policies/schema"
import { allModels } from "@/lib/providers/models"
import { expectedSeconds, historyKey } from "@/lib/takes/history"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { modeOf, type VendorModes } from "@/lib/vendors/modes"

/** What the team's policies go by, as the database knows it now. */
export async function policyFacts(teamId: AuthorizedTeamId, modes: VendorModes): Promise<PolicyFacts> {
  const [weights, expected, unanswering] = await Promise.all([
    policyWeightsOf(teamId),
    expectedByModel(teamId, modes),
    vendorsDown(teamId),
  ])
  const down = unanswering.filter(({ provider, mode }) => modeOf(modes, provider) === mode).map(({ provider }) => provider)
  return { modes, expectedSeconds: expected, hasSandbox: env().SANDBOX_URL !== undefined, down, weights }
}

/** Seconds by model id, from the team's own history in the mode that each would run in now; absent without history. */
export async function expectedByModel(teamId: AuthorizedTeamId, modes: VendorModes): Promise<Record<string, number>> {
  const models = allModels.map(({ id, provider }) => ({ model: id, mode: modeOf(modes, provider) }))
  const history = await expectedSeconds(teamId, models)
  return Object.fromEntries(
    models.flatMap((entry) => {
      const seconds = history.get(historyKey(entry))
      return seconds === undefined ? [] : [[entry.model, seconds]]
    }),
  )
}

async function policyWeightsOf(teamId: AuthorizedTeamId) {
  const row = await db().teamPolicy.findUnique({ where: { teamId }, select: { weights: true } })
  // Weights stored by an older release may lack keys: the schema's defaults stand in.
  return row ? policyWeights.parse(row.weights) : defaultWeights
}
