import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { notify } from "@/lib/events/notify"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { enqueueGenerations } from "@/lib/jobs/queue"
import { backoffSeconds, checkTimeoutSeconds, inSeconds, lostAfterSeconds, submitTimeoutSeconds } from "@/lib/jobs/timing"
import { transition } from "@/lib/jobs/transition"
import { called, vendorOf } from "@/lib/jobs/vendor"
import { alone, type Work } from "@/lib/jobs/work"
import { ProviderError } from "@/lib/providers/errors"
import { vendorName } from "@/lib/providers/names"
import type { Submission } from "@/lib/providers/provider"

/**
 * Looks for a generation whose submit was cut off: the job that a callback with our token has named, or the one of our own
 * key, at vendors that can be asked by it. Elsewhere such a callback may still come; after the stated time the person is asked, and until they decide nothing is sent.
 */
export async function reconcile(generationId: string, work: Work): Promise<void> {
  const wasAlone = await alone(work, generationId, async () => {
    const generation = await findGeneration(generationId)
    if (generation?.status === "unknown") await search(generation)
  })
  if (!wasAlone) await enqueueGenerations(db(), [{ task: "reconcile", generationId, runAt: inSeconds(1) }])
}

async function search(generation: JobGeneration): Promise<void> {
  const generationId = generation.id
  const found = (await askForNamed(generation)) ?? (await ask(generation))
  if (found === "cannot_ask" || found === "no_answer") {
    return searchAgain(generation, found === "cannot_ask" && generation.vendorJobId === null)
  }
  if (found !== null) {
    const { jobRef, vendorJobId } = found
    const facts = { jobRef, vendorJobId, checkAttempts: 0 }
    await transition({ generationId, to: "running", from: ["unknown"], facts, next: { task: "check" }, via: "reconcile" })
    return
  }
  if (secondsUnknown(generation) < graceSeconds(generation)) return searchAgain(generation, false)
  const message = `It was cut off before it reached ${vendorName(generation.provider)}. Submit again.`
  const failure = { kind: "not_sent", message, charged: false }
  await transition({ generationId, to: "failed", from: ["unknown"], facts: { failure }, via: "reconcile" })
}

/** The job that a callback with our token named, if the vendor knows it by our key; else null. */
async function askForNamed(generation: JobGeneration): Promise<Submission | null> {
  const { vendorJobId } = generation
  if (vendorJobId === null) return null
  try {
    const provider = await vendorOf(generation)
    if (!provider.jobOf) return null
    const jobRef = provider.jobOf(vendorJobId, generation.request)
    const signal = AbortSignal.timeout(checkTimeoutSeconds * 1000)
    const report = await called(generation, "check", () => provider.check(jobRef, { signal }))
    return report.status === "failed" && report.failure.kind === "lost" ? null : { jobRef, vendorJobId }
  } catch (error) {
    if (error instanceof ProviderError || error instanceof AppError) return null
    throw error
  }
}

async function ask(generation: JobGeneration): Promise<Submission | null | "cannot_ask" | "no_answer"> {
  try {
    const provider = await vendorOf(generation)
    const signal = AbortSignal.timeout(checkTimeoutSeconds * 1000)
    if (!provider.lookup) return "cannot_ask"
    return await called(
      generation,
      "lookup",
      async () => provider.lookup?.(generation.id, generation.request, { signal }) ?? null,
    )
  } catch (error) {
    if (error instanceof ProviderError || error instanceof AppError) return "no_answer"
    throw error
  }
}

/** The next search, the last one at the stated time; then the screens are told that the person may decide. */
async function searchAgain(generation: JobGeneration, onlyAtTheEnd: boolean): Promise<void> {
  const until = generation.unknownUntil ?? new Date()
  if (until.getTime() <= Date.now()) {
    if (generation.kind === "frame") return giveUpFrames(generation)
    // Nobody looks for it any more, so it takes up no slot.
    await enqueueGenerations(db(), [{ task: "wake", generationId: generation.id }])
    return tellScreens(generation)
  }
  const attempts = generation.checkAttempts + 1
  const soon = inSeconds(backoffSeconds(attempts, 2, 60))
  await db().generation.updateMany({ where: { id: generation.id, status: "unknown" }, data: { checkAttempts: attempts } })
  const runAt = onlyAtTheEnd || soon > until ? until : soon
  await enqueueGenerations(db(), [{ task: "reconcile", generationId: generation.id, runAt }])
}

/** Of stills nobody decides anything: what is held for them is let go, and if they turn up after all, they are kept. */
async function giveUpFrames({ id: generationId, provider }: JobGeneration): Promise<void> {
  const message = `The connection broke while it was sent. It may be charged: look in the console of ${vendorName(provider)} before you make it again.`
  const failure = { kind: "given_up", message, charged: null }
  await transition({ generationId, to: "expired", from: ["unknown"], facts: { failure }, via: "reconcile" })
}

async function tellScreens({ id, teamId }: JobGeneration): Promise<void> {
  const take = await db().take.findFirst({ where: { generationId: id, teamId }, select: { id: true } })
  if (take) await notify(db(), { teamId, type: "take", takeId: take.id })
}

/** A request that was cut off may still be on its way: a vendor's "none" is believed once it can no longer arrive. */
function graceSeconds(generation: JobGeneration): number {
  return generation.mode === "sandbox" ? lostAfterSeconds.sandbox : submitTimeoutSeconds[generation.kind]
}

function secondsUnknown({ unknownAt }: JobGeneration): number {
  return unknownAt ? (Date.now() - unknownAt.getTime()) / 1000 : 0
}
