import "server-only"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { secondsWords } from "@/lib/format"
import { findGeneration, type JobGeneration } from "@/lib/jobs/generation"
import { enqueueGenerations } from "@/lib/jobs/queue"
import { moveFor } from "@/lib/jobs/report"
import { checkTimeoutSeconds, inSeconds, lostAfterSeconds, nextLookSeconds, withoutVendor } from "@/lib/jobs/timing"
import { transition } from "@/lib/jobs/transition"
import { called, vendorOf } from "@/lib/jobs/vendor"
import { vendorAnswered, vendorFailed } from "@/lib/jobs/wake"
import { alone, type Work } from "@/lib/jobs/work"
import { ProviderError } from "@/lib/providers/errors"
import { vendorName } from "@/lib/providers/names"
import type { JobReport, PollingPlan } from "@/lib/providers/provider"

/**
 * One look at a running job, which also sets the next. It stands behind every callback; where a callback has moved the
 * generation on, it finds nothing to do and is not followed by another.
 */
export async function check(generationId: string, work: Work): Promise<void> {
  const wasAlone = await alone(work, generationId, async () => {
    const generation = await findGeneration(generationId)
    if (generation?.status === "running" && generation.jobRef !== null) await look(generation)
  })
  // A look is under way, and may have begun before whatever asked for this one.
  if (!wasAlone) await enqueueGenerations(db(), [{ task: "check", generationId, runAt: inSeconds(1) }])
}

async function look(generation: JobGeneration): Promise<void> {
  const { plan, report } = await ask(generation)
  const ageSeconds = (Date.now() - (generation.acceptedAt?.getTime() ?? Date.now())) / 1000
  if (report instanceof Error) return lookAgain(generation, plan, ageSeconds, { leastSeconds: retryAfter(report) })
  const isLost = report.status === "failed" && report.failure.kind === "lost"
  if (isLost && ageSeconds < lostAfterSeconds[generation.mode]) return lookAgain(generation, plan, ageSeconds)
  const move = moveFor(generation, report, "check")
  if (move && move.to !== "running") await transition(move)
  else await lookAgain(generation, plan, ageSeconds, { progress: move?.facts?.progress })
}

/** The report, or why this look failed: the vendor did not answer, refused us for now, or the key is gone. */
async function ask(generation: JobGeneration): Promise<{ plan: PollingPlan; report: JobReport | Error }> {
  let plan = withoutVendor
  try {
    const provider = await vendorOf(generation)
    plan = provider.polling
    const signal = AbortSignal.timeout(checkTimeoutSeconds * 1000)
    const report = await called(generation, "check", () => provider.check(generation.jobRef, { signal }))
    await vendorAnswered(generation)
    return { plan, report }
  } catch (error) {
    await vendorFailed(generation, error)
    if (error instanceof ProviderError || error instanceof AppError) return { plan, report: error }
    throw error
  }
}

async function lookAgain(
  generation: JobGeneration,
  plan: PollingPlan,
  ageSeconds: number,
  { leastSeconds = 0, progress }: { leastSeconds?: number; progress?: number | null | undefined } = {},
): Promise<void> {
  const generationId = generation.id
  if (ageSeconds > plan.giveUpAfterSeconds) {
    const waited = secondsWords(plan.giveUpAfterSeconds)
    const message = `${vendorName(generation.provider)} has not finished it in ${waited}. If it arrives all the same, it is kept.`
    const failure = { kind: "vendor_timeout", message, charged: null }
    await transition({ generationId, to: "expired", from: ["running"], facts: { failure }, via: "check" })
    return
  }
  const attempts = generation.checkAttempts + 1
  const runAt = inSeconds(Math.max(leastSeconds, nextLookSeconds(plan, generation.hasCallback, attempts)))
  await transition({
    generationId,
    to: "running",
    from: ["running"],
    facts: { nextCheckAt: runAt, checkAttempts: attempts, ...(progress !== undefined && { progress }) },
    next: { task: "check", runAt },
    isSeen: progress !== undefined,
    via: "check",
  })
}

function retryAfter(error: Error): number {
  return (error instanceof ProviderError && error.retryAfterSeconds) || 0
}
