import "server-only"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { vendorsDown } from "@/lib/lanes/data"
import type { PolicyFacts } from "@/lib/policies/resolve"
import { defaultWeights, isTeamBest, policyOf, policyWeights } from "@/lib/policies/schema"
import { standingsKept, standingsNow } from "@/lib/policies/team-standings"
import { allModels } from "@/lib/providers/models"
import { expectedSeconds, historyKey } from "@/lib/takes/history"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { modeOf, type VendorModes } from "@/lib/vendors/modes"

/**
 * What the policies among `ticked` go by, as the database knows it now. Where none of them asks for the team's ballots, those
 * are as they were counted last, or null.
 */
export async function policyFacts(
  teamId: AuthorizedTeamId,
  modes: VendorModes,
  ticked: readonly string[],
): Promise<PolicyFacts> {
  const asksTeam = ticked.map(policyOf).some((policy) => policy !== null && isTeamBest(policy))
  const [weights, expected, unanswering, standings] = await Promise.all([
    policyWeightsOf(teamId),
    expectedByModel(teamId, modes),
    vendorsDown(teamId),
    asksTeam ? standingsNow(teamId) : standingsKept(teamId),
  ])
  const down = unanswering.filter(({ provider, mode }) => modeOf(modes, provider) === mode).map(({ provider }) => provider)
  return { modes, expectedSeconds: expected, hasSandbox: env().SANDBOX_URL !== undefined, down, weights, standings }
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
