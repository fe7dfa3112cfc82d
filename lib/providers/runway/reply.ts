import { z } from "zod"
import type { FailureKind, JobReport } from "@/lib/providers/provider"

export const runwayCreated = z.object({ id: z.string().min(1) })

const cost = z
  .object({ credits: z.number().min(0) })
  .nullish()
  .catch(null)

export const runwayTask = z.object({
  status: z.string(),
  progress: z.number().nullish(),
  output: z.array(z.string()).nullish(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
  cost,
})
export type RunwayTask = z.infer<typeof runwayTask>

/** 1 credit = $0.01 (the Runway sheet, read 2026-11-21). */
const microsPerCredit = 10_000

/** A task as a report; null for a status that we do not know. THROTTLED waits for a slot and starts by itself. */
export function toReport(task: RunwayTask): JobReport | null {
  const costMicros = task.cost == null ? undefined : Math.round(task.cost.credits * microsPerCredit)
  const billed = costMicros === undefined ? {} : { costMicros }
  switch (task.status) {
    case "PENDING":
    case "THROTTLED":
      return { status: "queued" }
    case "RUNNING":
      return task.progress == null
        ? { status: "running" }
        : { status: "running", progress: Math.min(1, Math.max(0, task.progress)) }
    case "SUCCEEDED": {
      const files = (task.output ?? []).map((url) => ({ url }))
      if (files.length > 0) return { status: "succeeded", files, ...billed }
      const charged = costMicros === undefined ? undefined : costMicros > 0
      return {
        status: "failed",
        failure: { kind: "vendor_error", vendorText: "Succeeded without output.", charged },
        ...billed,
      }
    }
    case "FAILED": {
      const kind = failureKind(task.failureCode ?? "")
      const vendorText = [task.failureCode, task.failure].filter((part) => part != null).join(": ")
      // Without a sum: a moderated input is "charged as success" (the sheet); for the rest Runway does not say.
      const charged =
        costMicros !== undefined ? costMicros > 0 : task.failureCode?.startsWith("SAFETY.INPUT") ? true : undefined
      return { status: "failed", failure: { kind, vendorText: vendorText.slice(0, 2000), charged }, ...billed }
    }
    case "CANCELLED":
      return { status: "cancelled", ...billed }
    default:
      return null
  }
}

/** By prefix, longest first: "the last component may change", says Runway. */
const prefixes: readonly (readonly [string, FailureKind])[] = [
  ["SAFETY.INPUT.IMAGE", "image_refused"],
  ["SAFETY.INPUT.VIDEO", "image_refused"],
  ["SAFETY.INPUT", "prompt_refused"],
  ["SAFETY", "output_refused"],
  ["INPUT_PREPROCESSING.SAFETY.IMAGE", "image_refused"],
  ["INPUT_PREPROCESSING.SAFETY", "prompt_refused"],
  ["ASSET.INVALID", "invalid_request"],
]

function failureKind(code: string): FailureKind {
  return prefixes.find(([prefix]) => code === prefix || code.startsWith(`${prefix}.`))?.[1] ?? "vendor_error"
}
