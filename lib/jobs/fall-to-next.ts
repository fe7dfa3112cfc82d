import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { Prisma } from "@/lib/generated/prisma/client"
import type { GenerationStatus } from "@/lib/generated/prisma/enums"
import { insertGenerations } from "@/lib/generations/insert"
import { claimTakeNumbers, patience, requireBudget } from "@/lib/generations/mutations"
import { requestHash } from "@/lib/generations/request-hash"
import type { AutoChoice, GenerationFailure } from "@/lib/generations/schema"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { transition } from "@/lib/jobs/transition"
import { log } from "@/lib/log"
import { failureMessage } from "@/lib/providers/failure-message"
import { findModel } from "@/lib/providers/models"
import { vendorName } from "@/lib/providers/names"
import type { FailureKind } from "@/lib/providers/provider"
import { vendorModes } from "@/lib/vendors/data"
import { modeOf, type VendorModes } from "@/lib/vendors/modes"

/** How a generation ends whose vendor surely did not take it. */
export type Refusal = { to: "failed" | "refused"; from: readonly GenerationStatus[]; failure: GenerationFailure }

/** What is wrong with the vendor or the account rather than with the request: the next one may well take it. */
const troubles: Partial<Record<FailureKind, string>> = {
  credit: "had no credit",
  auth: "did not accept the key",
  rate_limited: "took no more work",
  vendor_error: "could not be reached",
}

/** Ends a generation that the vendor surely did not take, and sends on what a policy chose, where that helps. */
export async function endNotTaken(generation: JobGeneration, refusal: Refusal): Promise<void> {
  const { to, from, failure } = refusal
  const sent = await sendOn(generation, refusal)
  if (sent === "sent") return
  const message =
    sent === "over_budget" ? `${failure.message} The next model would go over this month’s budget.` : failure.message
  await transition({ generationId: generation.id, to, from, facts: { failure: { ...failure, message } }, via: "submit" })
}

/**
 * Where a policy chose the model, and the trouble lies with the vendor or the account: ends the generation, and makes the
 * next one for the next model of its list in the same transaction, with its money held and its budget checked. Both takes say
 * so. Only for one that the vendor surely did not take. Anything but "sent" has done nothing.
 */
export async function sendOn(generation: JobGeneration, refusal: Refusal): Promise<"sent" | "nowhere" | "over_budget"> {
  const trouble = troubles[refusal.failure.kind as FailureKind]
  if (!trouble) return "nowhere"
  const modes = await vendorModes(generation.teamId)
  try {
    const isSent = await db().$transaction((tx) => fallToNext(tx, generation, refusal, { trouble, modes }), patience)
    return isSent ? "sent" : "nowhere"
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log().info({ generationId: generation.id, code: error.code }, "generation does not fall to the next model")
    return error.code === "over_budget" ? "over_budget" : "nowhere"
  }
}

/**
 * A vendor has just been found to be down: what policies chose there and still waits in line goes on elsewhere. The rest of
 * a held press stays: about that a person is asked.
 */
export async function sendWaitingOn({ teamId, provider, mode }: Pick<JobGeneration, "teamId" | "provider" | "mode">) {
  const held = await db().batchHold.findMany({ where: { teamId, provider, decidedAt: null }, select: { batchId: true } })
  const batchId = { notIn: held.map((hold) => hold.batchId) }
  const waiting = await db().generation.findMany({
    where: { teamId, provider, mode, batchId, status: "queued", autoRest: { not: Prisma.DbNull } },
    orderBy: { id: "asc" },
    select: { id: true },
  })
  const failure = { kind: "vendor_error", message: failureMessage("vendor_error", provider), charged: false }
  for (const { id } of waiting) {
    const generation = await findGeneration(id)
    if (generation) await sendOn(generation, { to: "failed", from: ["queued"], failure })
  }
}

/** False, having done nothing, when there is nothing to fall to. */
async function fallToNext(
  tx: Transaction,
  generation: JobGeneration,
  refusal: Refusal,
  { trouble, modes }: { trouble: string; modes: VendorModes },
): Promise<boolean> {
  const { id, teamId, provider } = generation
  // A cancel that comes in now waits, and then finds it ended.
  await tx.$executeRaw`select 1 from "Generation" where id = ${id}::uuid for update`
  const row = await tx.generation.findUnique({
    where: { id },
    select: {
      auto: true,
      autoRest: true,
      cancelRequestedAt: true,
      projectId: true,
      shotId: true,
      promptVersionId: true,
      batchId: true,
      createdById: true,
      submitKey: true,
    },
  })
  const auto = row?.auto as Pick<AutoChoice, "policy"> | null | undefined
  // A vendor that was switched to the sandbox since the press must not be paid, and one that went live is not what was shown.
  const inMode = ({ modelId, mode }: AutoChoice["rest"][number]) => mode === modeOf(modes, findModel(modelId)?.provider ?? "")
  const [next, ...rest] = ((row?.autoRest ?? []) as unknown as AutoChoice["rest"]).filter(inMode)
  if (!row || !auto || !next || row.promptVersionId === null || row.cancelRequestedAt !== null) return false
  const model = findModel(next.modelId)
  if (!model) return false
  const { to, from } = refusal
  const what = `${vendorName(provider)} ${trouble}`
  const failure = { ...refusal.failure, message: `${what}. Sent to ${model.name} instead.`, sentTo: model.name }
  if (!(await transition({ generationId: id, to, from, facts: { failure }, via: "submit" }, tx))) return true

  const { mode, request, notes, priceMicros } = next
  await requireBudget(tx, teamId, [{ mode, micros: priceMicros }])
  const { projectId, shotId, promptVersionId, batchId, createdById, submitKey } = row
  const { lastTakeNumber: takeNumber } = await claimTakeNumbers(tx, teamId, shotId, 1)
  await insertGenerations(tx, { teamId, projectId, shotId, promptVersionId, batchId, createdById }, [
    {
      id: randomUUIDv7(),
      takeId: randomUUIDv7(),
      takeNumber,
      submitKey: `${submitKey}:next`,
      provider: model.provider,
      model: model.id,
      mode,
      request,
      warnings: notes,
      priceEstimateMicros: priceMicros,
      requestHash: requestHash(mode, request),
      auto: { policy: auto.policy, why: `${what}, sent to ${model.name}.` },
      autoRest: rest,
      retryOfId: id,
    },
  ])
  return true
}
