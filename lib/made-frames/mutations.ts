import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { insertFrames } from "@/lib/generations/insert-frames"
import { patience, requireBudget } from "@/lib/generations/mutations"
import type { MakeFrames } from "@/lib/made-frames/schema"
import { frameFlight } from "@/lib/providers/frame-preflight"
import { findFrameModel } from "@/lib/providers/models"
import { dollars } from "@/lib/providers/price"
import { toShotAsk } from "@/lib/shots/ask"
import { findShotById } from "@/lib/shots/data"
import type { TeamAccess } from "@/lib/teams/types"
import { vendorModes } from "@/lib/vendors/data"
import { modeOf } from "@/lib/vendors/modes"

const notSent = "Nothing was sent."

/**
 * Asks one model for stills, in one transaction with the money that is held. The same `submitKey` again, at once or later,
 * makes nothing more. Throws AppError "not_found", "invalid_input" (with the pre-flight's reason), "conflict" (the price
 * has changed since it was shown), "over_budget".
 */
export async function makeFrames(access: TeamAccess, input: MakeFrames): Promise<{ generationId: string }> {
  const { teamId, user } = access
  const [shot, modes] = await Promise.all([findShotById(teamId, input.shotId), vendorModes(teamId)])
  const model = findFrameModel(input.modelId)
  if (!shot) throw new AppError("not_found", `This shot no longer exists. ${notSent}`)
  if (!model) throw new AppError("invalid_input", `There is no model ${input.modelId}. ${notSent}`)
  const { references } = toShotAsk(shot.draft, shot.frames).frames
  const { prompt, aspectRatio, size, count, withReferences } = input
  const ask = { prompt, aspectRatio, size, count, seed: null, references: withReferences ? references : [] }
  const { request, blocked, priceMicros } = frameFlight(ask, model)
  if (blocked !== null) throw new AppError("invalid_input", `${blocked} ${notSent}`)
  const mode = modeOf(modes, model.provider)
  requireShown(input.shown, { mode, micros: mode === "live" ? priceMicros : 0 })

  const submitKey = `frames:${input.submitKey}`
  const generation = {
    id: randomUUIDv7(),
    submitKey: `${submitKey}:${model.id}`,
    provider: model.provider,
    model: model.id,
    mode,
    request,
    priceEstimateMicros: priceMicros,
  }
  return db().$transaction(async (tx) => {
    const batchId = randomUUIDv7()
    const inserted = await tx.$executeRaw`
      insert into "Batch" (id, "teamId", "shotId", "submitKey", "createdById")
      values (${batchId}::uuid, ${teamId}::uuid, ${input.shotId}::uuid, ${submitKey}, ${user.id}::uuid)
      on conflict ("teamId", "submitKey") do nothing`
    if (inserted === 0) {
      const before = await tx.generation.findFirstOrThrow({
        where: { teamId, batch: { submitKey } },
        select: { id: true },
      })
      return { generationId: before.id }
    }
    const found = await tx.shot.findFirst({ where: { id: input.shotId, teamId, trashedAt: null }, select: { projectId: true } })
    if (!found) throw new AppError("not_found", `This shot no longer exists. ${notSent}`)
    await requireBudget(tx, teamId, [{ mode, micros: priceMicros }])
    const scope = { teamId, projectId: found.projectId, shotId: input.shotId, batchId, createdById: user.id }
    await insertFrames(tx, scope, generation)
    return { generationId: generation.id }
  }, patience)
}

function requireShown(shown: MakeFrames["shown"], now: MakeFrames["shown"]) {
  if (shown.mode === now.mode && shown.micros === now.micros) return
  const price = now.mode === "live" ? `They cost ${dollars(now.micros)} now.` : "They are free now, in the sandbox."
  throw new AppError("conflict", `${price} ${notSent} Look at the new price and press again.`)
}
