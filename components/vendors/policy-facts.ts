import type { PolicyFacts } from "@/lib/policies/resolve"
import type { StudioState } from "@/lib/shots/schema"

/** What policies go by, from the studio's state. */
export function policyFactsOf({ modes, expectedSeconds, policies }: StudioState): PolicyFacts {
  return { modes, expectedSeconds, ...policies }
}
