import "server-only"
import { cache } from "react"
import { holdsOfShot } from "@/lib/lanes/data"
import { policyFacts } from "@/lib/policies/data"
import { findShot, listStrip, listVersions } from "@/lib/shots/data"
import type { StudioState } from "@/lib/shots/schema"
import { monthSummary } from "@/lib/spend/data"
import { budgetLeft } from "@/lib/spend/left"
import type { TeamAccess } from "@/lib/teams/types"
import { vendorModes, vendorsElsewhere } from "@/lib/vendors/data"

/** Everything the studio shows besides its takes; null when the team has no such shot. Proven access comes in. */
export async function studioState(access: TeamAccess, projectSlug: string, shotNumber: number): Promise<StudioState | null> {
  const { teamId } = access
  const found = await findShotOnce(teamId, projectSlug, shotNumber)
  if (!found) return null
  const [modes, elsewhere] = await Promise.all([vendorModes(teamId), vendorsElsewhere(teamId)])
  const [versions, strip, policies, month, holds] = await Promise.all([
    listVersions(teamId, found.shot.id),
    listStrip(teamId, found.project.id),
    policyFacts(teamId, modes, found.shot.draft.modelIds),
    monthSummary(teamId),
    holdsOfShot(teamId, found.shot.id),
  ])
  return {
    team: access.team.slug,
    project: found.project,
    shot: found.shot,
    versions,
    strip,
    modes,
    elsewhere,
    expectedSeconds: { ...policies.expectedSeconds },
    budget: budgetLeft(month),
    holds,
    mayGenerate: access.role !== "reviewer",
    policies: {
      hasSandbox: policies.hasSandbox,
      down: policies.down,
      weights: policies.weights,
      standings: policies.standings,
    },
  }
}

const findShotOnce = cache(findShot)

/** "12" of an address as a shot's number; null for what is none. */
export function parseShotNumber(word: string): number | null {
  return /^[1-9]\d{0,8}$/.test(word) ? Number(word) : null
}
