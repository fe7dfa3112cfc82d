import "server-only"
import { randomUUIDv7 } from "node:crypto"
import { db, type Transaction } from "@/lib/db"
import { AppError } from "@/lib/errors"
import type { GenerationStatus } from "@/lib/generated/prisma/enums"
import { insertGenerations } from "@/lib/generations/insert"
import { claimTakeNumbers, patience, requireBudget } from "@/lib/generations/mutations"
import { transition } from "@/lib/jobs/transition"
import { vendorName } from "@/lib/providers/names"
import type { ProviderId } from "@/lib/providers/provider"
import type { AuthorizedTeamId } from "@/lib/teams/types"
import { vendorModes } from "@/lib/vendors/data"

export type SubmittedAgain = { generationId: string; takeId: string; isNew: boolean }

const repeatable: readonly GenerationStatus[] = ["unknown", "failed", "expired", "cancelled"]

/**
 * The person's own decision to send the same request once more, as a new take. Of an `unknown` one only after its stated
 * time; what was held for it is let go, and if it turns up after all, it is kept and charged as what it is. Pressed twice,
 * it is sent once. Throws AppError "not_found", "conflict" with the reason, "over_budget".
 */
export async function submitAgain(teamId: AuthorizedTeamId, generationId: string, userId: string): Promise<SubmittedAgain> {
  return db().$transaction((tx) => again(tx, teamId, generationId, userId), patience)
}

async function again(tx: Transaction, teamId: AuthorizedTeamId, generationId: string, userId: string): Promise<SubmittedAgain> {
  // Presses at the same time wait here for the first, and then find what it made.
  await tx.$executeRaw`select 1 from "Generation" where id = ${generationId}::uuid and "teamId" = ${teamId}::uuid for update`
  const original = await tx.generation.findFirst({
    where: { id: generationId, teamId },
    select: {
      projectId: true,
      shotId: true,
      promptVersionId: true,
      batchId: true,
      submitKey: true,
      provider: true,
      model: true,
      mode: true,
      request: true,
      warnings: true,
      priceEstimateMicros: true,
      requestHash: true,
      status: true,
      unknownUntil: true,
    },
  })
  if (!original) throw new AppError("not_found", "This take no longer exists.")
  const before = await findRetry(tx, teamId, generationId)
  if (before) return before
  const { projectId, shotId, promptVersionId, batchId, status, unknownUntil, submitKey, request, warnings, ...same } = original
  if (promptVersionId === null) throw new AppError("not_found", "This take no longer exists.")
  requireRepeatable(status, unknownUntil)
  const provider = same.provider as ProviderId
  if ((await vendorModes(teamId))[provider] !== same.mode) {
    const now = same.mode === "sandbox" ? "live" : "in the sandbox"
    throw new AppError(
      "conflict",
      `${vendorName(provider)} is ${now} by now. Press Generate in the shot to see the price and send it.`,
    )
  }
  if (status === "unknown") await giveUp(tx, generationId)
  await requireBudget(tx, teamId, [{ mode: same.mode, micros: Number(same.priceEstimateMicros) }])
  const { lastTakeNumber: takeNumber } = await claimTakeNumbers(tx, teamId, shotId, 1)
  const made = {
    id: randomUUIDv7(),
    takeId: randomUUIDv7(),
    takeNumber,
    retryOfId: generationId,
    submitKey: `${submitKey}:again`,
  }
  const { model, mode, priceEstimateMicros, requestHash } = same
  const scope = { teamId, projectId, shotId, promptVersionId, batchId, createdById: userId }
  await insertGenerations(tx, scope, [
    { ...made, provider, model, mode, request, warnings, requestHash, priceEstimateMicros: Number(priceEstimateMicros) },
  ])
  return { generationId: made.id, takeId: made.takeId, isNew: true }
}

function requireRepeatable(status: GenerationStatus, unknownUntil: Date | null) {
  if (!repeatable.includes(status)) {
    const why =
      status === "refused"
        ? "It was refused, and would be again. Change the prompt first."
        : "It is still being made, or finished."
    throw new AppError("conflict", why)
  }
  if (status === "unknown" && (unknownUntil?.getTime() ?? 0) > Date.now()) {
    throw new AppError("conflict", "It is still being looked for. Nothing is sent twice before that has ended.")
  }
}

async function giveUp(tx: Transaction, generationId: string) {
  const failure = {
    kind: "given_up",
    message: "Nobody knows whether the vendor took it. It was submitted again.",
    charged: null,
  }
  const isGivenUp = await transition({ generationId, to: "expired", from: ["unknown"], facts: { failure }, via: "person" }, tx)
  if (!isGivenUp) throw new AppError("conflict", "It was found in this very moment. Nothing was sent again.")
}

async function findRetry(tx: Transaction, teamId: AuthorizedTeamId, generationId: string) {
  const retry = await tx.generation.findFirst({
    where: { retryOfId: generationId, teamId },
    select: { id: true, take: { select: { id: true } } },
  })
  return retry?.take ? { generationId: retry.id, takeId: retry.take.id, isNew: false } : null
}
