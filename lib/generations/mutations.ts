import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { contentHash } from "@/lib/generations/content-hash"
import { insertGenerations } from "@/lib/generations/insert"
import { requestHash } from "@/lib/generations/request-hash"
import type { CreatedBatch, NewBatch } from "@/lib/generations/schema"
import { providerIds } from "@/lib/providers/vendors"
import { monthUse } from "@/lib/spend/data"
import { overBudget } from "@/lib/spend/rules"
import type { AuthorizedTeamId, TeamAccess } from "@/lib/teams/types"

/** The most generations that one press may create. */
export const maxPerBatch = 64

/** A crowd on one shot takes turns: waiting for a connection or the shot's row is no failure. Milliseconds. */
export const patience = { maxWait: 60_000, timeout: 60_000 }

/**
 * One Generate press, in one transaction: the version (a new one only when something changed since the newest), the
 * generations with their frozen requests, the takes with their numbers, the money held, the submit jobs and the notices.
 * The same `submitKey` pressed again, at once or later, in whichever tab, returns what the first press made and reserves
 * nothing. Throws AppError "not_found" (no such shot), "over_budget", "not_allowed" (reviewers), "invalid_input".
 */
export async function createBatch(access: TeamAccess, batch: NewBatch): Promise<CreatedBatch> {
  return db().$transaction((tx) => createBatchIn(tx, access, batch), patience)
}

/** The same as part of a larger transaction, which must have `patience`: what is refused later in it was never reserved. */
export async function createBatchIn(tx: Transaction, access: TeamAccess, batch: NewBatch): Promise<CreatedBatch> {
  if (access.role === "reviewer") throw new AppError("not_allowed", "Reviewers look, comment and vote. Ask an owner for more.")
  const count = batch.items.length * batch.takesPerModel
  if (count < 1) throw new AppError("invalid_input", "Tick at least one model.")
  if (count > maxPerBatch)
    throw new AppError("invalid_input", `One press may ask for ${maxPerBatch} takes, this asks for ${count}.`)
  if (new Set(batch.items.map(({ modelId }) => modelId)).size < batch.items.length) {
    throw new AppError("invalid_input", "A model is ticked twice.")
  }
  const batchId = randomUUIDv7()
  return (await pressedBefore(tx, access, batch, batchId)) ?? create(tx, access, batch, batchId)
}

/** Null when this press is the first with its key: its row then stands, and equal presses wait for this transaction. */
async function pressedBefore(
  tx: Transaction,
  { teamId, user }: TeamAccess,
  batch: NewBatch,
  batchId: string,
): Promise<CreatedBatch | null> {
  const inserted = await tx.$executeRaw`
    insert into "Batch" (id, "teamId", "shotId", "submitKey", "createdById")
    values (${batchId}::uuid, ${teamId}::uuid, ${batch.shotId}::uuid, ${batch.submitKey}, ${user.id}::uuid)
    on conflict ("teamId", "submitKey") do nothing`
  if (inserted === 1) return null
  const made = await tx.$queryRaw<{ batchId: string; id: string; takeId: string; versionId: string; versionNumber: number }[]>`
    select batch.id as "batchId", generation.id, take.id as "takeId", version.id as "versionId", version.number as "versionNumber"
    from "Batch" as batch
    join "Generation" as generation on generation."teamId" = batch."teamId" and generation."shotId" = batch."shotId"
      and generation."batchId" = batch.id and generation."retryOfId" is null
    join "Take" as take on take."generationId" = generation.id
    join "PromptVersion" as version on version.id = generation."promptVersionId"
    where batch."teamId" = ${teamId}::uuid and batch."submitKey" = ${batch.submitKey} order by take.number`
  const [first] = made
  if (!first) throw new Error("A press is known, but nothing that it made.")
  return {
    batchId: first.batchId,
    version: { id: first.versionId, number: first.versionNumber },
    takeIds: made.map(({ takeId }) => takeId),
    generationIds: made.map(({ id }) => id),
    isNew: false,
  }
}

async function create(tx: Transaction, access: TeamAccess, batch: NewBatch, batchId: string): Promise<CreatedBatch> {
  const { teamId, user } = access
  const count = batch.items.length * batch.takesPerModel
  await requireBudget(
    tx,
    teamId,
    batch.items.map(({ mode, priceMicros }) => ({ mode, micros: priceMicros * batch.takesPerModel })),
  )
  const shot = await claimTakeNumbers(tx, teamId, batch.shotId, count)
  const version = await findOrAddVersion(tx, access, batch, shot.lastVersionNumber)
  const firstNumber = shot.lastTakeNumber - count + 1
  // In the order of the numbers: ids of one millisecond have none of their own, and the line at a vendor goes by id.
  const ids = Array.from({ length: count }, () => randomUUIDv7()).sort()
  const generations = batch.items.flatMap((item, itemIndex) =>
    Array.from({ length: batch.takesPerModel }, (_, index) => ({
      id: ids[itemIndex * batch.takesPerModel + index] ?? "",
      takeId: randomUUIDv7(),
      takeNumber: firstNumber + itemIndex * batch.takesPerModel + index,
      submitKey: `${batch.submitKey}:${item.modelId}:${index + 1}`,
      provider: providerOf(item.modelId),
      model: item.modelId,
      mode: item.mode,
      request: item.request,
      warnings: item.notes,
      priceEstimateMicros: item.priceMicros,
      requestHash: requestHash(item.mode, item.request),
      ...(item.auto && { auto: { policy: item.auto.policy, why: item.auto.why }, autoRest: item.auto.rest }),
    })),
  )
  const { shotId } = batch
  const scope = { teamId, projectId: shot.projectId, shotId, promptVersionId: version.id, batchId, createdById: user.id }
  await insertGenerations(tx, scope, generations)
  return {
    batchId,
    version,
    takeIds: generations.map(({ takeId }) => takeId),
    generationIds: generations.map(({ id }) => id),
    isNew: true,
  }
}

/**
 * Throws AppError "over_budget" when live takes would go over the month's budget. Locks the team's row, so that presses
 * at the same time are counted one after another; a team without a budget, or a press in the sandbox, waits for nobody.
 */
export async function requireBudget(
  tx: Transaction,
  teamId: AuthorizedTeamId,
  asked: readonly { mode: "sandbox" | "live"; micros: number }[],
): Promise<void> {
  const live = asked.filter(({ mode }) => mode === "live")
  if (live.length === 0) return
  const [team] = await tx.$queryRaw<{ budget: bigint }[]>`
    select "monthlyBudgetMicros" as budget from "Team"
    where id = ${teamId}::uuid and "monthlyBudgetMicros" is not null for no key update`
  if (!team) return
  const { held, charged } = await monthUse(tx, teamId, new Date())
  const askedMicros = BigInt(live.reduce((sum, { micros }) => sum + micros, 0))
  const refusal = overBudget({ budgetMicros: team.budget, usedMicros: held + charged, askedMicros })
  if (refusal) throw new AppError("over_budget", refusal)
}

/** Locks the shot until the transaction ends and gives it `count` new take numbers, the last of which is returned. */
export async function claimTakeNumbers(tx: Transaction, teamId: AuthorizedTeamId, shotId: string, count: number) {
  const [shot] = await tx.$queryRaw<{ projectId: string; lastTakeNumber: number; lastVersionNumber: number }[]>`
    update "Shot" set "lastTakeNumber" = "lastTakeNumber" + ${count}
    where id = ${shotId}::uuid and "teamId" = ${teamId}::uuid and "trashedAt" is null
    returning "projectId", "lastTakeNumber", "lastVersionNumber"`
  if (!shot) throw new AppError("not_found", "This shot no longer exists. Nothing was sent.")
  return shot
}

async function findOrAddVersion(tx: Transaction, { teamId, user }: TeamAccess, batch: NewBatch, lastNumber: number) {
  const { shotId, version } = batch
  const hash = contentHash(version)
  const [newest] = await tx.$queryRaw<{ id: string; number: number; contentHash: string }[]>`
    select id, number, "contentHash" from "PromptVersion" where "shotId" = ${shotId}::uuid and number = ${lastNumber}`
  if (newest?.contentHash === hash) return { id: newest.id, number: newest.number }
  const added = { id: randomUUIDv7(), number: lastNumber + 1 }
  const { text, negativePrompt, settings } = version
  const frames = version.frames.map(({ role, clipId }) => ({ role, clipId }))
  await tx.$executeRaw`
    with added as (
      insert into "PromptVersion" (id, "teamId", "shotId", number, text, "negativePrompt", settings, frames, "contentHash", "createdById")
      values (${added.id}::uuid, ${teamId}::uuid, ${shotId}::uuid, ${added.number}, ${text}, ${negativePrompt},
        ${JSON.stringify(settings)}::jsonb, ${JSON.stringify(frames)}::jsonb, ${hash}, ${user.id}::uuid)
    )
    update "Shot" set "lastVersionNumber" = ${added.number} where id = ${shotId}::uuid`
  return added
}

function providerOf(modelId: string) {
  const provider = providerIds.find((id) => modelId.startsWith(`${id}/`))
  if (!provider) throw new AppError("invalid_input", `There is no model ${modelId}.`)
  return provider
}
