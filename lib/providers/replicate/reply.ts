import { z } from "zod"
import type { JobReport } from "@/lib/providers/provider"
import { failureKind } from "@/lib/providers/replicate/failures"

/** A prediction, in an answer and in a callback alike. */
export const prediction = z.object({
  id: z.string().min(1),
  status: z.string(),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  logs: z.string().nullish().catch(null),
  started_at: z.string().nullish().catch(null),
  data_removed: z.boolean().nullish().catch(null),
})
export type Prediction = z.infer<typeof prediction>

/** A prediction as a report; null for a status that we do not know. */
export function toReport(seen: Prediction): JobReport | null {
  switch (seen.status) {
    case "starting":
      return { status: "queued" }
    case "processing":
      return running(seen.logs ?? "")
    case "succeeded":
      return succeeded(seen)
    case "failed": {
      const vendorText = (typeof seen.error === "string" ? seen.error : JSON.stringify(seen.error ?? "")).slice(0, 2000)
      // Whether it is billed depends on the model, and is not told.
      return { status: "failed", failure: { kind: failureKind(vendorText), vendorText, charged: undefined } }
    }
    case "canceled":
    // A deadline that passed before it began. The sheet: not billed.
    case "aborted":
      return { status: "cancelled" }
    default:
      return null
  }
}

function succeeded({ output, data_removed: isRemoved }: Prediction): JobReport {
  const files = urlsIn(output).map((url) => ({ url, mime: "video/mp4" }))
  if (files.length > 0) return { status: "succeeded", files }
  // An hour after the end the files are gone, while the status stays.
  const failure = isRemoved
    ? { kind: "lost" as const, vendorText: "The data was removed.", charged: true }
    : { kind: "vendor_error" as const, vendorText: "Succeeded without output.", charged: undefined }
  return { status: "failed", failure }
}

/** One address, a list of them, or an object that holds one: models differ. */
function urlsIn(output: unknown): string[] {
  if (typeof output === "string") return output === "" ? [] : [output]
  if (Array.isArray(output)) return output.flatMap(urlsIn)
  const named = z.object({ url: z.string().min(1) }).safeParse(output)
  return named.success ? [named.data.url] : []
}

/** The last "76%|███" that the model's log shows, if it shows any. */
function running(logs: string): JobReport {
  const percent = [...logs.matchAll(/(\d{1,3})%\s*\|/g)].at(-1)?.[1]
  return percent === undefined ? { status: "running" } : { status: "running", progress: Math.min(1, Number(percent) / 100) }
}
