import { z } from "zod"
import { type ShotTag, shotTagNames, shotTags } from "@/lib/shots/tags"

/** What goes by the team's own blind ballots: over all shots, or over those with a tag. */
export type TeamBestId = "team_best" | `team_best:${ShotTag}`
export const teamBestIds: readonly TeamBestId[] = ["team_best", ...shotTags.map((tag) => `team_best:${tag}` as const)]

/**
 * Ways to let the studio choose the model, in the order of the menu. "own" weighs by the team's own weights, "team_best…"
 * goes by its ballots.
 */
export const policyIds = [
  "cheapest",
  "fastest",
  "with_audio",
  "longest_take",
  "cheapest_4k",
  "best_physics",
  "best_character_consistency",
  "own",
  ...teamBestIds,
] as const
export type PolicyId = (typeof policyIds)[number]

/** As the menu names them. */
export const policyNames: Record<PolicyId, string> = {
  cheapest: "Cheapest",
  fastest: "Fastest",
  with_audio: "With sound",
  longest_take: "Longest take",
  cheapest_4k: "Cheapest in 4k",
  best_physics: "Best physics",
  best_character_consistency: "Best character consistency",
  own: "The team’s own",
  team_best: "Best by our ballots",
  ...(Object.fromEntries(
    shotTags.map((tag) => [`team_best:${tag}`, `Best by our ballots, ${shotTagNames[tag].toLowerCase()}`]),
  ) as Record<Exclude<TeamBestId, "team_best">, string>),
}

/** True for a policy that goes by the team's ballots. */
export function isTeamBest(policy: PolicyId): policy is TeamBestId {
  return (teamBestIds as readonly PolicyId[]).includes(policy)
}

/** The tag whose shots a policy goes by; null when it goes by all. */
export function tagOf(policy: TeamBestId): ShotTag | null {
  return shotTags.find((tag) => policy === `team_best:${tag}`) ?? null
}

const weight = z.number().int().min(0).max(5)

/** How much each thing counts in the team's own policy: 0 not at all, 5 the most. */
export const policyWeights = z.object({
  price: weight.default(3),
  time: weight.default(1),
  physics: weight.default(0),
  characterConsistency: weight.default(0),
  style: weight.default(0),
})
export type PolicyWeights = z.infer<typeof policyWeights>

export const defaultWeights: PolicyWeights = policyWeights.parse({})

const prefix = "auto:"

/** What stands among a draft's ticked models for "Auto" with this policy. */
export function autoId(policy: PolicyId): string {
  return `${prefix}${policy}`
}

/** The policy that a ticked "model" stands for; null for a model, and for a policy that we do not know. */
export function policyOf(modelId: string): PolicyId | null {
  if (!modelId.startsWith(prefix)) return null
  return policyIds.find((id) => id === modelId.slice(prefix.length)) ?? null
}

/** True for what stands for "Auto", also with a policy that is no longer there. */
export function isAuto(modelId: string): boolean {
  return modelId.startsWith(prefix)
}
