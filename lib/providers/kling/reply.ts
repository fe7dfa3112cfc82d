import { z } from "zod"
import type { FailureKind, JobReport, RefusalKind } from "@/lib/providers/provider"

/** The wrapper of every answer; HTTP 200 is a success only with code 0. */
export const klingEnvelope = z.object({ code: z.number(), message: z.string().nullish(), data: z.unknown().optional() })

export const klingCreated = z.object({ id: z.string().min(1) })

/** Amounts and durations are written as strings by some pages and as numbers by others. */
export const amount = z.union([z.number(), z.string().transform(Number)]).pipe(z.number().min(0))

const billingItem = z.object({
  charge_type: z.string().nullish(),
  amount: amount.nullish().catch(null),
  currency: z.string().nullish(),
})

export const klingTask = z.object({
  id: z.string().min(1),
  status: z.string(),
  message: z.string().nullish(),
  update_time: z.number().nullish(),
  external_id: z.string().nullish(),
  outputs: z.array(z.object({ type: z.string().nullish(), url: z.string().nullish() })).nullish(),
  billing: z.array(billingItem).nullish(),
})
export type KlingTask = z.infer<typeof klingTask>

export const klingTasks = z.array(klingTask)

/** One unit of a resource pack (the Kling sheet, read 2026-11-21). */
const microsPerUnit = 140_000

/** A task as a report; null for a status that we do not know. "succeed" is the older API's word. */
export function toReport(task: KlingTask): JobReport | null {
  const costMicros = costOf(task)
  const cost = costMicros === undefined ? {} : { costMicros }
  switch (task.status) {
    case "submitted":
      return { status: "queued" }
    case "processing":
      return { status: "running" }
    case "succeeded":
    case "succeed": {
      const files = (task.outputs ?? []).flatMap(({ type, url }) => (type === "video" && url ? [{ url }] : []))
      if (files.length > 0) return { status: "succeeded", files, ...cost }
      const failure = {
        kind: "vendor_error" as const,
        vendorText: "Succeeded without a video.",
        charged: chargedOf(costMicros),
      }
      return { status: "failed", failure, ...cost }
    }
    case "failed": {
      const vendorText = (task.message ?? "").slice(0, 2000)
      return {
        status: "failed",
        failure: { kind: failureKind(vendorText), vendorText, charged: chargedOf(costMicros) },
        ...cost,
      }
    }
    default:
      return null
  }
}

function chargedOf(costMicros: number | undefined): boolean | undefined {
  return costMicros === undefined ? undefined : costMicros > 0
}

/** What Kling says it billed; undefined when it says nothing, or in a currency that we cannot convert. */
function costOf({ billing, status }: KlingTask): number | undefined {
  if (billing == null) return undefined
  // An empty bill means that nothing was billed for what failed. For a clip it means that the bill is not written yet.
  if (billing.length === 0 && status.startsWith("succeed")) return undefined
  let micros = 0
  for (const item of billing) {
    if (item.amount == null) return undefined
    if (item.charge_type === "unit") micros += item.amount * microsPerUnit
    else if (item.currency?.toUpperCase() === "USD") micros += item.amount * 1_000_000
    else if (item.amount > 0) return undefined
  }
  return Math.round(micros)
}

/** A failed task has no code, only words: "risk control" and its kin mean moderation (the Kling sheet). */
function failureKind(text: string): FailureKind {
  return /risk control|sensitive|content (policy|safety)|moderation|violat/i.test(text) ? refusalKind(text) : "vendor_error"
}

/** What gave offence, as far as the words of a refusal tell; none of them is documented. */
export function refusalKind(text: string): RefusalKind {
  if (/\bminors\b|\ba minor\b|\bchild(ren)?\b|underage/i.test(text)) return "minor_refused"
  if (/copyright|trademark|intellectual property|infring/i.test(text)) return "property_refused"
  if (/real (person|people)|public figure|celebrit|likeness|portrait right/i.test(text)) return "person_refused"
  if (/image|picture|photo|frame/i.test(text)) return "image_refused"
  return /output|generated|result|video/i.test(text) ? "output_refused" : "prompt_refused"
}
