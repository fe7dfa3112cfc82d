import { z } from "zod"
import type { FailureKind, JobReport } from "@/lib/providers/provider"
import { microsPerCredit } from "@/lib/providers/runway/common"

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
  ["SAFETY.INPUT.TEXT", "prompt_refused"],
  ["SAFETY.INPUT.IMAGE", "image_refused"],
  ["SAFETY.INPUT.VIDEO", "image_refused"],
  ["SAFETY.INPUT", "refused"],
  ["SAFETY", "output_refused"],
  ["INPUT_PREPROCESSING.SAFETY.TEXT", "prompt_refused"],
  ["INPUT_PREPROCESSING.SAFETY.IMAGE", "image_refused"],
  // A partner's moderation, which does not say what offended it.
  ["INPUT_PREPROCESSING.SAFETY", "refused"],
  ["ASSET.INVALID", "invalid_request"],
  ["THIRD_PARTY.TIMEOUT", "vendor_timeout"],
]

/** What a safety code's later components may say in plain words. None is documented; an unknown word changes nothing. */
const safetyWords: readonly (readonly [RegExp, FailureKind])[] = [
  [/MINOR|CHILD|CSAM/, "minor_refused"],
  [/PUBLIC_FIGURE|CELEBRITY|LIKENESS|PERSON/, "person_refused"],
  [/COPYRIGHT|TRADEMARK|INTELLECTUAL_PROPERTY/, "property_refused"],
]

function failureKind(code: string): FailureKind {
  const kind = prefixes.find(([prefix]) => code === prefix || code.startsWith(`${prefix}.`))?.[1] ?? "vendor_error"
  if (!kind.endsWith("refused")) return kind
  return safetyWords.find(([words]) => words.test(code))?.[1] ?? kind
}
