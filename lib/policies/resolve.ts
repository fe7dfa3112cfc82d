import type { ModelFacts } from "@/lib/policies/candidate"
import { type Policy, type Ranking, rankModels } from "@/lib/policies/rank"
import { isTeamBest, type PolicyId, type PolicyWeights, policyOf } from "@/lib/policies/schema"
import type { TeamStandings } from "@/lib/policies/standings"
import { allModels } from "@/lib/providers/models"
import type { ShotAsk } from "@/lib/providers/preflight-types"
import type { ProviderId } from "@/lib/providers/provider"
import { modeOf, type VendorModes } from "@/lib/vendors/modes"

/** What a policy goes by; the same from the studio's state in the browser and from the server's own reading. */
export type PolicyFacts = {
  modes: VendorModes
  /** Seconds by model id; absent without history. */
  expectedSeconds: Readonly<Record<string, number>>
  hasSandbox: boolean
  /** Vendors that do not answer this team now, in the mode that it uses them in. */
  down: readonly ProviderId[]
  weights: PolicyWeights
  /** What the team's ballots say; null while they are being counted. */
  standings: TeamStandings | null
}

/** What "Auto" with this policy comes to for a shot. `ticked`: what else stands ticked, whose models are left to themselves. */
export function resolveAuto(id: PolicyId, ask: ShotAsk, ticked: readonly string[], facts: PolicyFacts): Ranking {
  const byHand = new Set(ticked)
  return rankModels(
    ask,
    allModels,
    ({ id: modelId, provider }): ModelFacts => {
      const mode = modeOf(facts.modes, provider)
      return {
        mode,
        isReachable: (mode === "live" || facts.hasSandbox) && !facts.down.includes(provider),
        expectedSeconds: facts.expectedSeconds[modelId] ?? null,
        isTicked: byHand.has(modelId),
      }
    },
    policyBy(id, facts),
  )
}

function policyBy(id: PolicyId, { weights, standings }: PolicyFacts): Policy {
  if (id === "own") return { id, weights }
  return isTeamBest(id) ? { id, standings } : { id }
}

/** Every "Auto" among what is ticked, in order, each looking among the models that are left. */
export function resolveAutos(ticked: readonly string[], ask: ShotAsk, facts: PolicyFacts): { id: string; ranking: Ranking }[] {
  const taken = [...ticked]
  return ticked.flatMap((id) => {
    const policy = policyOf(id)
    if (policy === null) return []
    const ranking = resolveAuto(policy, ask, taken, facts)
    const [chosen] = ranking.ranked
    if (chosen) taken.push(chosen.model.id)
    return [{ id, ranking }]
  })
}
