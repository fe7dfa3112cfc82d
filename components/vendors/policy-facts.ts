import { plural } from "@/lib/format"
import type { PolicyFacts } from "@/lib/policies/resolve"
import { type TeamBestId, tagOf } from "@/lib/policies/schema"
import { isEnough } from "@/lib/policies/team-best"
import type { StudioState } from "@/lib/shots/schema"

/** What policies go by, from the studio's state. */
export function policyFactsOf({ modes, expectedSeconds, policies }: StudioState): PolicyFacts {
  return { modes, expectedSeconds, ...policies }
}

/**
 * "84 ballots", or how far the team is from a policy that goes by them: "at least 17 more" (for one question), "no ballots".
 * Undefined while they are being counted.
 */
export function ballotWords(policy: TeamBestId, { modes, policies }: StudioState): string | undefined {
  if (policies.standings === null) return undefined
  const made = Object.values(modes).includes("live") ? "live" : "sandbox"
  const standing = policies.standings[`${made} ${tagOf(policy) ?? "all"} any`]
  if (!standing) return "no ballots"
  return isEnough(standing) ? plural(standing.ballots, "ballot") : `at least ${standing.missing} more`
}
