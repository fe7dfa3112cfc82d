"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { requestCancel } from "@/lib/jobs/cancel"
import { submitAgain } from "@/lib/jobs/submit-again"
import { takeViewById, takeViewsByIds } from "@/lib/takes/data"
import * as takes from "@/lib/takes/mutations"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const oneTake = z.object({ takeId: z.uuid() })
const someTakes = z.object({ takeIds: z.array(z.uuid()).min(1).max(200) })

/** Puts a finished take into the cut. This and the next few return the takes that changed, as screens see them now. */
export const pickTake = teamAction(oneTake, async ({ takeId }, { teamId, user }) =>
  takeViewsByIds(teamId, await takes.pickTake(teamId, user.id, takeId)),
)

/** Takes a take out of the cut. */
export const unpickTake = teamAction(oneTake, async ({ takeId }, { teamId, user }) => {
  await takes.unpickTake(teamId, user.id, takeId)
  return takeViewsByIds(teamId, [takeId])
})

/** 1 to 5 stars; 0 clears them. */
export const rateTake = teamAction(
  oneTake.extend({ rating: z.number().int().min(0).max(5) }),
  async ({ takeId, rating }, { teamId }) => {
    await takes.rateTake(teamId, takeId, rating || null)
    return takeViewsByIds(teamId, [takeId])
  },
)

/** Brings takes back from the trash. */
export const restoreTakes = teamAction(someTakes, async ({ takeIds }, { teamId }) => {
  await takes.restoreTakes(teamId, takeIds)
  return takeViewsByIds(teamId, takeIds)
})

/** The same for one take. */
export const restoreTake = teamAction(oneTake, async ({ takeId }, { teamId }) => {
  await takes.restoreTakes(teamId, [takeId])
  return takeViewsByIds(teamId, [takeId])
})

/** Puts takes into the trash, all or none; one that is still being made must be cancelled first. */
export const trashTakes = teamAction(someTakes, async ({ takeIds }, { teamId, user }) => {
  await takes.trashTakes(teamId, user.id, takeIds)
  return { trashed: takeIds.length }
})

/** The same for one take. */
export const trashTake = teamAction(oneTake, async ({ takeId }, { teamId, user }) => {
  await takes.trashTakes(teamId, user.id, [takeId])
  return { trashed: 1 }
})

/** Makes the take's last frame the first frame of its shot; returns where that shot's form is. */
export const continueFromLastFrame = teamAction(oneTake, ({ takeId }, { teamId }) =>
  takes.continueFromLastFrame(teamId, takeId),
)

/** Stops a take that is being made, if that can be done, and says in words what became of it and what it costs. */
export const cancelTake = teamAction(oneTake, async ({ takeId }, { teamId, user }) =>
  requestCancel(teamId, await generationOf(teamId, takeId), user.id),
)

/** Sends what ended without a clip once more, as a new take; of an unknown one only when the person may decide. */
export const submitTakeAgain = teamAction(oneTake, async ({ takeId }, { teamId, user }) => {
  const again = await submitAgain(teamId, await generationOf(teamId, takeId), user.id)
  return takeViewsByIds(teamId, [takeId, again.takeId])
})

async function generationOf(teamId: AuthorizedTeamId, takeId: string): Promise<string> {
  const take = await takeViewById(teamId, takeId)
  if (!take) throw new AppError("not_found", "This take no longer exists.")
  return take.generationId
}
