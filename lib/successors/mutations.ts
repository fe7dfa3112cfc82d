import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { createBatch } from "@/lib/generations/mutations"
import type { VersionContent } from "@/lib/generations/schema"
import { findModel } from "@/lib/providers/models"
import { vendorName } from "@/lib/providers/names"
import { preflight } from "@/lib/providers/preflight"
import { toShotAsk } from "@/lib/shots/ask"
import { type FrameView, shotSettings } from "@/lib/shots/schema"
import { dollars } from "@/lib/spend/rules"
import { leavingWords, successorsOf } from "@/lib/successors/rules"
import type { SuccessorOffer, SuccessorOffers, TrySuccessor } from "@/lib/successors/schema"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"
import { vendorModes } from "@/lib/vendors/data"
import { modeOf, type VendorModes } from "@/lib/vendors/modes"

const notSent = "Nothing was sent."

/** Who takes over from the model of a take, each with its price and notes for the very same shot. Throws AppError "not_found". */
export async function offerSuccessors(teamId: AuthorizedTeamId, takeId: string): Promise<SuccessorOffers> {
  const [take, modes] = await Promise.all([readTake(teamId, takeId), vendorModes(teamId)])
  const offers = successorsOf(take.model).map(({ id }) => offer(take.version, id, modes).offer)
  return { why: leavingWords(take.model) ?? "Its model is not offered any more.", offers }
}

/**
 * Makes a take's shot again on a successor, with the very words, settings and frames of that take, whatever the form says
 * now. The same `submitKey` makes nothing more. Throws AppError "not_found", "invalid_input", "conflict", "over_budget".
 */
export async function trySuccessor(access: TeamAccess, input: TrySuccessor): Promise<{ takeId: string }> {
  const { teamId } = access
  const [take, modes] = await Promise.all([readTake(teamId, input.takeId), vendorModes(teamId)])
  if (!successorsOf(take.model).some(({ id }) => id === input.modelId)) {
    throw new AppError("invalid_input", `This model does not take over from the other. ${notSent}`)
  }
  const { offer: now, checked } = offer(take.version, input.modelId, modes)
  if (now.blocked !== null) throw new AppError("invalid_input", `${now.blocked} ${notSent}`)
  if (now.mode !== input.shown.mode || now.micros !== input.shown.micros) {
    const price = now.mode === "live" ? `It costs ${dollars(now.micros)} now.` : "It is free now, in the sandbox."
    throw new AppError("conflict", `${price} ${notSent} Look at the new price and press again.`)
  }
  const { request, notes, priceMicros } = checked
  const { takeIds } = await createBatch(access, {
    shotId: take.shotId,
    submitKey: `successor:${input.submitKey}`,
    version: take.version.content,
    items: [{ modelId: input.modelId, mode: now.mode, request, notes, priceMicros }],
    takesPerModel: 1,
  })
  const [takeId] = takeIds
  if (!takeId) throw new Error("A press made no take.")
  return { takeId }
}

type Version = { content: VersionContent; frames: FrameView[] }

function offer({ content, frames }: Version, modelId: string, modes: VendorModes) {
  const model = findModel(modelId)
  if (!model) throw new AppError("invalid_input", `There is no model ${modelId}. ${notSent}`)
  const mode = modeOf(modes, model.provider)
  const checked = preflight(toShotAsk(content, frames), model, { isFree: mode === "sandbox" })
  const found: SuccessorOffer = {
    modelId,
    modelName: model.name,
    vendorName: vendorName(model.provider),
    mode,
    micros: mode === "live" ? checked.priceMicros : 0,
    notes: checked.notes.map(({ message }) => message),
    blocked: checked.blocked,
  }
  return { offer: found, checked }
}

async function readTake(teamId: AuthorizedTeamId, takeId: string) {
  const take = await db().take.findFirst({
    where: { id: takeId, teamId },
    select: { shotId: true, generation: { select: { model: true, promptVersion: true } } },
  })
  const version = take?.generation.promptVersion
  if (!take || !version) throw new AppError("not_found", "This take no longer exists.")
  const held = version.frames as unknown as VersionContent["frames"]
  const clips = await db().clip.findMany({ where: { teamId, id: { in: held.map(({ clipId }) => clipId) } } })
  const frames = held.flatMap(({ role, clipId }, position): FrameView[] => {
    const clip = clips.find(({ id }) => id === clipId)
    if (!clip) return []
    const { sha256, mime, width, height, durationSeconds, fps } = clip
    const facts = { clipId, sha256, mime, width, height, durationSeconds, fps, bytes: Number(clip.bytes) }
    return [{ ...facts, id: clipId, role, position, url: `/api/clips/${clipId}`, sourceTakeNumber: null }]
  })
  const { text, negativePrompt } = version
  const content = { text, negativePrompt, settings: shotSettings.parse(version.settings), frames: held }
  return { shotId: take.shotId, model: take.generation.model, version: { content, frames } }
}
