import type { GenerationFailure } from "@/lib/generations/schema"
import type { JobGeneration } from "@/lib/jobs/generation"
import type { Move } from "@/lib/jobs/transition"
import { failureMessage } from "@/lib/providers/failure-message"
import { type FailureKind, type JobReport, type ProviderFailure, refusalKinds } from "@/lib/providers/provider"
import type { Charge } from "@/lib/spend/mutations"

const refusals: readonly FailureKind[] = refusalKinds

/**
 * Where a vendor's word of failure counts. Once a result was reported it is ours to store: a look that began before, and
 * found no job any more, must not undo it.
 */
const beforeResult = ["queued", "submitting", "running", "unknown"] as const

/** Refused by moderation, or failed in any other way. */
export function endFor(kind: FailureKind): "refused" | "failed" {
  return refusals.includes(kind) ? "refused" : "failed"
}

/** A bad end in our words, and whether it was charged: screens show that beside the words, as the sum and its state. */
export function toFailure(
  generation: Pick<JobGeneration, "provider" | "model">,
  failure: ProviderFailure,
  charge: Charge,
): GenerationFailure {
  const charged = charge !== "nothing" || (failure.charged === undefined ? null : false)
  return { kind: failure.kind, message: failureMessage(failure.kind, generation.provider), charged }
}

/** What the vendor bills for a job that brought nothing: what it told, our estimate when it only said that it bills, else nothing. */
function chargeOf(report: { costMicros?: number }, isCharged: boolean): Charge {
  if (report.costMicros !== undefined) return report.costMicros > 0 ? { micros: report.costMicros } : "nothing"
  return isCharged ? "estimate" : "nothing"
}

/**
 * What a vendor's report means for a generation, as the move to make; null when it changes nothing that we keep.
 * `running` needs a job reference to carry on from, so a report of it moves only a generation that has one.
 */
export function moveFor(generation: JobGeneration, report: JobReport, via: Move["via"]): Move | null {
  const generationId = generation.id
  switch (report.status) {
    case "queued":
      return null
    case "running": {
      const progress = report.progress ?? null
      if (generation.status === "running" && (progress === null || progress === generation.progress)) return null
      if (generation.jobRef === null) return null
      return { generationId, to: "running", facts: { progress: progress ?? generation.progress }, via }
    }
    case "succeeded":
      return {
        generationId,
        to: "ingesting",
        facts: {
          remoteFiles: report.files,
          priceActualMicros: report.costMicros ?? null,
          progress: null,
          nextCheckAt: null,
          ingestAttempts: 0,
        },
        next: { task: "ingest" },
        via,
      }
    case "failed": {
      const charge = chargeOf(report, report.failure.charged === true)
      const failure = toFailure(generation, report.failure, charge)
      return { generationId, to: endFor(report.failure.kind), from: beforeResult, facts: { failure }, charge, via }
    }
    case "cancelled":
      return { generationId, to: "cancelled", charge: chargeOf(report, false), via }
  }
}
