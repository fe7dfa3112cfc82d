import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { cancelTimeoutSeconds } from "@/lib/jobs/timing"
import { transition } from "@/lib/jobs/transition"
import { called, vendorOf } from "@/lib/jobs/vendor"
import { ProviderError } from "@/lib/providers/errors"
import { vendorName } from "@/lib/providers/names"
import type { CancelOutcome } from "@/lib/providers/provider"
import { dollars } from "@/lib/spend/rules"
import type { AuthorizedTeamId } from "@/lib/teams/types"

/** What became of a wish to stop, with the sentence for the person. */
export type CancelAnswer = {
  outcome: "stopped" | "asked" | "too_late" | "impossible"
  message: string
}

/**
 * Stops a generation if that can still be done, and says truly what it costs. Before it is sent it is stopped here and
 * now; afterwards the vendor is asked, where the vendor can be. Throws AppError "not_found", and "unavailable" when the
 * vendor did not answer.
 */
export async function requestCancel(teamId: AuthorizedTeamId, generationId: string, userId: string): Promise<CancelAnswer> {
  const found = await requireGeneration(generationId, teamId)
  if (await transition({ generationId, to: "cancelled", from: ["queued"], via: "person" })) {
    return { outcome: "stopped", message: "Stopped before it was sent, not charged" }
  }
  if (found.status === "queued" || found.status === "submitting") await remember(found, userId)
  // Read again: a submit that returned before the wish was written down has not seen it.
  const generation = await requireGeneration(generationId, teamId)
  const name = vendorName(generation.provider)
  switch (generation.status) {
    case "queued":
    case "submitting":
      return { outcome: "asked", message: `It is being sent right now. ${name} is asked to stop it as soon as it answers.` }
    case "running":
      return stopRunning(generation, userId)
    case "unknown":
      return { outcome: "impossible", message: `It is not known whether ${name} took it, so there is nothing to stop yet.` }
    default:
      return { outcome: "too_late", message: tooLate(generation) }
  }
}

async function requireGeneration(id: string, teamId: AuthorizedTeamId): Promise<JobGeneration> {
  const generation = await findGeneration(id, teamId)
  if (!generation) throw new AppError("not_found", "This take no longer exists.")
  return generation
}

async function stopRunning(generation: JobGeneration, userId: string): Promise<CancelAnswer> {
  const name = vendorName(generation.provider)
  const provider = await vendorOf(generation)
  if (!provider.cancel) {
    const cost = money(generation, `, it will cost ${dollars(generation.priceEstimateMicros)}`)
    return { outcome: "impossible", message: `${name} cannot cancel a job it has taken${cost}` }
  }
  await remember(generation, userId)
  try {
    const { outcome, ...rest } = await askVendorToStop(generation)
    if (outcome === "too_late") return { outcome, message: tooLate(generation) }
    if (outcome === "asked") {
      const cost = money(generation, ` and charged ${dollars(generation.priceEstimateMicros)}`)
      return { outcome, message: `${name} is asked to stop it. If it finishes all the same, it is kept${cost}.` }
    }
    return {
      outcome,
      message: "chargeUnknown" in rest ? `Stopped, ${name} does not say whether it charges` : "Stopped, not charged",
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new AppError("unavailable", `${name} did not answer, so it may still run. Try again in a moment.`, { cause: error })
  }
}

/** Passes the wish on to the vendor and moves the generation as the vendor answers. Throws ProviderError. */
export async function askVendorToStop(generation: JobGeneration): Promise<CancelOutcome> {
  const provider = await vendorOf(generation)
  const signal = AbortSignal.timeout(cancelTimeoutSeconds * 1000)
  const answer = provider.cancel
    ? await called(
        generation,
        "cancel",
        async () => provider.cancel?.(generation.jobRef, { signal }) ?? { outcome: "asked" as const },
      )
    : { outcome: "asked" as const }
  if (answer.outcome !== "stopped") return answer
  const message = `Stopped before it was finished. ${vendorName(generation.provider)} does not say whether it charges.`
  const facts =
    answer.chargeUnknown && generation.mode === "live" ? { failure: { kind: "cancelled", message, charged: null } } : {}
  const isMoved = await transition({ generationId: generation.id, to: "cancelled", from: ["running"], facts, via: "person" })
  // Its result, or the vendor's own word that it stopped, may have come in between.
  const now = isMoved ? null : await findGeneration(generation.id)
  return now && now.status !== "cancelled" ? { outcome: "too_late" } : answer
}

/** Keeps the wish, so that screens show it and the submit that is under way acts on it. */
async function remember({ id, teamId }: JobGeneration, userId: string): Promise<void> {
  await db().generation.updateMany({
    where: { id, teamId, cancelRequestedAt: null },
    data: { cancelRequestedAt: new Date(), cancelRequestedById: userId },
  })
  const take = await db().take.findFirst({ where: { generationId: id, teamId }, select: { id: true } })
  if (take) await notify(db(), { teamId, type: "take", takeId: take.id })
}

function tooLate(generation: JobGeneration): string {
  if (generation.status === "cancelled") {
    const charged = generation.priceActualMicros ?? 0n
    return `It is stopped already${charged > 0n ? money(generation, `, charged ${dollars(charged)}`) : ""}`
  }
  if (generation.status !== "running" && generation.status !== "ingesting" && generation.status !== "succeeded") {
    return "It has ended already"
  }
  const cost = generation.priceActualMicros ?? generation.priceEstimateMicros
  return `Too late, it had finished${money(generation, `, charged ${dollars(cost)}`)}`
}

/** The sandbox costs nothing, so nothing is said of money there. */
function money({ mode }: JobGeneration, words: string): string {
  return mode === "live" ? words : ""
}
