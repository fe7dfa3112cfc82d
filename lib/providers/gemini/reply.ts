import { z } from "zod"
import { googleRefusal } from "@/lib/providers/google-refusals"
import type { JobReport, ProviderFailure, RefusalKind } from "@/lib/providers/provider"

const text = z.string().nullish().catch(null)

const content = z.object({ type: text, text, uri: text, data: text, mime_type: text })
const problem = z.object({ code: z.union([z.string(), z.number()]).nullish().catch(null), message: text })

const step = z.object({
  type: text,
  content: z.array(content.catch({})).nullish().catch(null),
  error: problem.nullish().catch(null),
})

/** An interaction, as far as we read it. */
export const geminiInteraction = z.object({
  id: text,
  status: z.string(),
  steps: z.array(step.catch({})).nullish().catch(null),
  errors: z.array(problem.catch({})).nullish().catch(null),
})
export type GeminiInteraction = z.infer<typeof geminiInteraction>

export const geminiFile = z.object({ state: text, mimeType: text })

/** Made media: in Google's file store under "files/…", or in the reply itself as base64. */
export type GeminiMedia = { mime: string | undefined } & ({ file: string } | { base64: string })

/** What an interaction amounts to: a report, or the media whose file must be looked at first. */
export type GeminiReading = { report: JobReport } | { media: GeminiMedia }

/** Reads an interaction that makes a clip. An unknown status is a job that still lives. */
export function readInteraction(interaction: GeminiInteraction): GeminiReading {
  switch (interaction.status) {
    case "queued":
      return { report: { status: "queued" } }
    case "completed": {
      const [media] = mediaIn(interaction, "video")
      return media === undefined ? { report: failed(interaction, "Completed without a video.") } : { media }
    }
    case "failed":
    case "incomplete":
    case "budget_exceeded":
    case "requires_action":
      return { report: failed(interaction, interaction.status) }
    case "cancelled":
      return { report: { status: "cancelled" } }
    default:
      return { report: { status: "running" } }
  }
}

/** The media of one type that the model put out. */
export function mediaIn({ steps }: GeminiInteraction, type: "video" | "image"): GeminiMedia[] {
  const outputs = (steps ?? []).filter((candidate) => candidate.type === "model_output")
  return outputs
    .flatMap((output) => output.content ?? [])
    .filter((part) => part.type === type)
    .flatMap(({ uri, data, mime_type }): GeminiMedia[] => {
      const mime = mime_type ?? undefined
      const file = /\bfiles\/[A-Za-z0-9_-]+/.exec(uri ?? "")?.[0]
      if (file !== undefined) return [{ file, mime }]
      return data ? [{ base64: data, mime }] : []
    })
}

type GeminiFailure = ProviderFailure & { kind: RefusalKind | "vendor_error" }

/** Why an interaction gave nothing: a refusal, or an error of Google's own. */
export function failureOf(interaction: GeminiInteraction, otherwise: string): GeminiFailure {
  const problems = [...(interaction.errors ?? []), ...(interaction.steps ?? []).flatMap(({ error }) => error ?? [])]
  const said = problems.map(({ code, message }) => [code, message].filter((part) => part != null).join(": "))
  // A refusal may also be put into words by the model itself.
  const spoken = (interaction.steps ?? []).flatMap((one) => one.content ?? []).flatMap((part) => part.text ?? [])
  const vendorText = [...said, ...spoken, otherwise].join(" ").slice(0, 2000)
  const refusal = googleRefusal([...said, ...spoken].join(" "))
  // "Filtered outputs are not charged on the Gemini API" (Veo sheet). For other failures nothing is said.
  return { kind: refusal ?? "vendor_error", vendorText, charged: refusal === null ? undefined : false }
}

function failed(interaction: GeminiInteraction, otherwise: string): JobReport {
  return { status: "failed", failure: failureOf(interaction, otherwise) }
}
