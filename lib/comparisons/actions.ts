"use server"

import { teamAction } from "@/lib/action"
import { decide } from "@/lib/comparisons/mutations"
import { newDecision } from "@/lib/comparisons/schema"
import { takeViewsByIds } from "@/lib/takes/data"

/** Keeps a decision about takes that lay side by side; returns the takes whose pick changed, as screens see them now. */
export const decideAction = teamAction(newDecision, async (decision, access) => {
  const { changedTakeIds } = await decide(access, decision)
  return takeViewsByIds(access.teamId, changedTakeIds)
})
