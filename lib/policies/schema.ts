import { z } from "zod"

/** Ways to let the studio choose the model, in the order of the menu. "own" weighs by the team's own weights. */
export const policyIds = [
  "cheapest",
  "fastest",
  "with_audio",
  "longest_take",
  "cheapest_4k",
  "best_physics",
  "best_character_consistency",
  "own",
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
