import { z } from "zod"
import type { FailureKind, JobReport, Resolution } from "@/lib/providers/provider"
import { refusalOf } from "@/lib/providers/seedance/failures"
import { tokenPrices } from "@/lib/providers/seedance/models"

export const seedanceCreated = z.object({ id: z.string().min(1) })

const count = z.number().min(0).nullish().catch(null)

export const seedanceTask = z.object({
  id: z.string().min(1),
  model: z.string().nullish(),
  status: z.string(),
  updated_at: z.number().nullish().catch(null),
  content: z.object({ video_url: z.string().nullish(), last_frame_url: z.string().nullish() }).nullish().catch(null),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish().catch(null),
  usage: z.object({ completion_tokens: count }).nullish().catch(null),
  seed: z.number().int().nullish().catch(null),
  resolution: z.string().nullish().catch(null),
  duration: z.number().nullish().catch(null),
  generate_audio: z.boolean().nullish().catch(null),
  safety_identifier: z.string().nullish().catch(null),
})
export type SeedanceTask = z.infer<typeof seedanceTask>

export const seedanceList = z.object({ total: z.number().nullish(), items: z.array(seedanceTask) })

/** What we must know of a job to say what its tokens cost. */
export type SeedanceAsk = { model: string; resolution: Resolution; sound: boolean }

/** A task as a report; null for a status that we do not know. Only what succeeded is billed (the sheet). */
export function toReport(task: SeedanceTask, ask: SeedanceAsk): JobReport | null {
  switch (task.status) {
    case "queued":
      return { status: "queued" }
    case "running":
      return { status: "running" }
    case "succeeded":
      return toSuccess(task, ask)
    case "failed": {
      const { code, message } = task.error ?? {}
      const kind: FailureKind =
        refusalOf(code ?? "") ?? (/^InvalidParameter/.test(code ?? "") ? "invalid_request" : "vendor_error")
      const vendorText = [code, message].filter((part) => part != null).join(": ")
      return { status: "failed", failure: { kind, vendorText: vendorText.slice(0, 2000), charged: false }, costMicros: 0 }
    }
    case "expired": {
      const vendorText = "The task expired before it was finished."
      return { status: "failed", failure: { kind: "vendor_timeout", vendorText, charged: false }, costMicros: 0 }
    }
    case "cancelled":
    case "canceled":
      return { status: "cancelled", costMicros: 0 }
    default:
      return null
  }
}

function toSuccess(task: SeedanceTask, ask: SeedanceAsk): JobReport {
  const costMicros = costOf(task, ask)
  const billed = costMicros === undefined ? {} : { costMicros }
  const { video_url: video, last_frame_url: lastFrame } = task.content ?? {}
  if (!video) {
    const failure = { kind: "vendor_error" as const, vendorText: "Succeeded without a video.", charged: undefined }
    return { status: "failed", failure, ...billed }
  }
  return {
    status: "succeeded",
    files: [
      { url: video, mime: "video/mp4" },
      ...(lastFrame ? [{ url: lastFrame, mime: "image/png", isLastFrame: true as const }] : []),
    ],
    // -1 stands for "drawn by the model", which is no seed.
    ...(task.seed != null && task.seed >= 0 ? { seed: task.seed } : {}),
    ...billed,
  }
}

/** Tokens times what a token costs; undefined when ModelArk counts none, or we know no price. */
function costOf({ usage }: SeedanceTask, { model, resolution, sound }: SeedanceAsk): number | undefined {
  const price = tokenPrices[model]?.find(({ resolutions }) => resolutions.includes(resolution))
  if (usage?.completion_tokens == null || price === undefined) return undefined
  return Math.round(usage.completion_tokens * (sound ? price.soundMicros : price.silentMicros))
}
