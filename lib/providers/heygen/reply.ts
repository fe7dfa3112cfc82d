import { z } from "zod"
import type { VideoModel } from "@/lib/providers/catalogue"
import { heygenModels } from "@/lib/providers/heygen/models"
import { listPriceMicros } from "@/lib/providers/price"
import type { FailureKind, JobReport, ProviderFailure, Resolution } from "@/lib/providers/provider"

export const heygenCreated = z.object({ data: z.object({ video_id: z.string().min(1) }) })

const words = z.string().nullish().catch(null)

export const heygenVideo = z.object({
  id: words,
  status: z.string(),
  title: words,
  duration: z.number().min(0).nullish().catch(null),
  video_url: words,
  failure_code: words,
  failure_message: words,
})
export type HeygenVideo = z.infer<typeof heygenVideo>

export const heygenRetrieved = z.object({ data: heygenVideo })

export const heygenList = z.object({
  data: z.array(heygenVideo),
  has_more: z.boolean().nullish(),
  next_token: z.string().nullish(),
})

const models: readonly VideoModel[] = heygenModels

/**
 * A video as a report. Creating answers "waiting", a word that looks are not known to use: so whatever word we do not
 * know means that it waits (the sheet).
 */
export function toReport(video: HeygenVideo, ask: { model: string; resolution: Resolution }): JobReport {
  switch (video.status) {
    case "processing":
      return { status: "running" }
    case "completed": {
      if (!video.video_url) {
        return {
          status: "failed",
          failure: { kind: "vendor_error", vendorText: "Completed without a video.", charged: undefined },
        }
      }
      const costMicros = costOf(video, ask)
      return {
        status: "succeeded",
        files: [{ url: video.video_url, mime: "video/mp4" }],
        ...(costMicros !== undefined && { costMicros }),
      }
    }
    case "failed":
      return { status: "failed", failure: toFailure(video.failure_code, video.failure_message) }
    default:
      return { status: "queued" }
  }
}

/** The list price of the seconds that HeyGen says it made, which is what it bills by; speech is only estimated before. */
function costOf({ duration }: HeygenVideo, ask: { model: string; resolution: Resolution }): number | undefined {
  const model = models.find(({ id }) => id === ask.model)
  if (!duration || model === undefined) return undefined
  return listPriceMicros(model, { resolution: ask.resolution, durationSeconds: duration, sound: true }) ?? undefined
}

/** HeyGen does not say whether it bills what failed. */
export function toFailure(code: string | null | undefined, message: string | null | undefined): ProviderFailure {
  const vendorText = [code, message].filter((part) => part != null && part !== "").join(": ")
  return { kind: failureKind(vendorText), vendorText: vendorText.slice(0, 2000), charged: undefined }
}

const refusal = /moderat|policy|sensitive|inappropriate|prohibited|violat|nsfw|not.?allowed|restricted|unsafe/i

/** No list of failure codes is known, so the words decide: first whether it is moderation at all, then about what. */
function failureKind(text: string): FailureKind {
  if (!refusal.test(text)) return "vendor_error"
  if (/minor|child|underage/i.test(text)) return "minor_refused"
  if (/celebrit|public.?figure|real.?person|consent|impersonat/i.test(text)) return "person_refused"
  if (/copyright|trademark|intellectual|brand/i.test(text)) return "property_refused"
  if (/output|generated|result/i.test(text)) return "output_refused"
  if (/script|prompt|text/i.test(text)) return "prompt_refused"
  return /image|photo|picture/i.test(text) ? "image_refused" : "refused"
}
