"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { saveWeights } from "@/lib/policies/mutations"
import { policyWeights } from "@/lib/policies/schema"

/** How the team's own policy weighs price, time and quality, for everybody in the team. */
export const saveTeamPolicy = teamAction(z.object({ weights: policyWeights }), async ({ weights }, access) => {
  if (Object.values(weights).every((weight) => weight === 0)) {
    throw new AppError("invalid_input", "Let at least one thing count.")
  }
  await saveWeights(access, weights)
})
