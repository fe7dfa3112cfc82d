"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import * as successors from "@/lib/successors/mutations"
import { trySuccessorInput } from "@/lib/successors/schema"

/** Who takes over from the model of a take, and what each would make of the same shot. */
export const offerSuccessors = teamAction(z.object({ takeId: z.uuid() }), ({ takeId }, { teamId }) =>
  successors.offerSuccessors(teamId, takeId),
)

/** Makes a take's shot again on one of them. */
export const trySuccessor = teamAction(trySuccessorInput, (input, access) => successors.trySuccessor(access, input))
