"use server"

import { z } from "zod"
import { teamAction } from "@/lib/action"
import { AppError } from "@/lib/errors"
import { requestCancel } from "@/lib/jobs/cancel"
import { takeViewById } from "@/lib/takes/data"
import * as takes from "@/lib/takes/mutations"
import type { AuthorizedTeamId } from "@/lib/teams/types"

const oneTake = z.object({ takeId: z.uuid() })
const someTakes = z.object({ takeIds: z.array(z.uuid()).min(1).max(200) })

/** Puts a finished take into the cut. */
export const pickTake = teamAction(oneTake, ({ takeId }, { teamId }) => takes.pickTake(teamId, takeId))

/** Takes a take out of the cut. */
export const unpickTake = teamAction(oneTake, ({ takeId }, { teamId }) => takes.unpickTake(teamId, takeId))

/** 1 to 5 stars; 0 clears them. */
export const rateTake = teamAction(
  oneTake.extend({ rating: z.number().int().min(0).max(5) }),
  ({ takeId, rating }, { teamId }) => takes.rateTake(teamId, takeId, rating || null),
)

/** Puts takes into the trash, all or none; one that is still being made must be cancelled first. */
export const trashTakes = teamAction(someTakes, ({ takeIds }, { teamId, user }) => takes.trashTakes(teamId, user.id, takeIds))

/** The same for one take. */
export const trashTake = teamAction(oneTake, ({ takeId }, { teamId, user }) => takes.trashTakes(teamId, user.id, [takeId]))

/** Brings takes back from the trash. */
export const restoreTakes = teamAction(someTakes, ({ takeIds }, { teamId }) => takes.restoreTakes(teamId, takeIds))

/** The same for one take. */
export const restoreTake = teamAction(oneTake, ({ takeId }, { teamId }) => takes.restoreTakes(teamId, [takeId]))

/** Makes the take's last frame the first frame of its shot; returns where that shot's form is. */
export const continueFromLastFrame = teamAction(oneTake, ({ takeId }, { teamId }) =>
  takes.continueFromLastFrame(teamId, takeId),
)

/** Stops a take that is being made, if that can be done, and says in words what became of it and what it costs. */
export const cancelTake = teamAction(oneTake, async ({ takeId }, { teamId, user }) =>
  requestCancel(teamId, await generationOf(teamId, takeId), user.id),
)

async function generationOf(teamId: AuthorizedTeamId, takeId: string): Promise<string> {
  const take = await takeViewById(teamId, takeId)
  if (!take) throw new AppError("not_found", "This take no longer exists.")
  return take.generationId
}
