"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { sendHeld, stopHeld } from "@/lib/jobs/held"

const oneHold = z.object({ batchId: z.uuid(), provider: z.string().max(40) })

/** Sends the rest of a press that is held. */
export const sendHeldTakes = teamAction(oneHold, async (hold, { teamId, user }) => ({
  count: await sendHeld(teamId, hold, user.id),
}))

/** Stops the rest of a press that is held; nothing of it was charged. */
export const stopHeldTakes = teamAction(oneHold, async (hold, { teamId, user }) => ({
  count: await stopHeld(teamId, hold, user.id),
}))
