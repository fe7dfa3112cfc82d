import { z } from "zod"
import { googleRefusal } from "@/lib/providers/google-refusals"
import type { FailureKind, JobReport } from "@/lib/providers/provider"

const text = z.string().nullish().catch(null)

/** `RemoteFile.key` of a clip that stands in the operation itself. */
export const inline = "inline"

const video = z.object({ uri: text, videoBytes: text, mimeType: text })

/** An operation as the SDK gives it (`GenerateVideosOperation`), as far as we read it. */
export const vertexOperation = z.object({
  done: z.boolean().nullish().catch(null),
  error: z
    .object({ code: z.number().nullish().catch(null), message: text })
    .nullish()
    .catch(null),
  response: z
    .object({
      generatedVideos: z
        .array(z.object({ video: video.nullish().catch(null) }))
        .nullish()
        .catch(null),
      raiMediaFilteredReasons: z.array(z.string()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})
export type VertexOperation = z.infer<typeof vertexOperation>

/** Names as Vertex makes them; one becomes part of an address. */
export const operationName = /^projects\/[\w:.-]+\/locations\/[\w-]+\/publishers\/google\/models\/[\w.-]+\/operations\/[\w-]+$/

export function videosIn({ response }: VertexOperation) {
  return (response?.generatedVideos ?? []).flatMap((generated) => generated.video ?? [])
}

/** An operation as a report. There is no queue and no progress; whether Vertex bills what it withheld is unverified. */
export function toReport(operation: VertexOperation): JobReport {
  if (operation.error != null) {
    const vendorText = (operation.error.message ?? "").slice(0, 2000)
    return failed(googleRefusal(vendorText) ?? kindOfCode(operation.error.code), vendorText)
  }
  if (operation.done !== true) return { status: "running" }
  const files = videosIn(operation).flatMap(({ uri, videoBytes, mimeType }) => {
    const mime = mimeType ? { mime: mimeType } : {}
    if (uri?.startsWith("gs://")) return [{ key: uri, ...mime }]
    return videoBytes ? [{ key: inline, ...mime }] : []
  })
  if (files.length > 0) return { status: "succeeded", files }
  const reasons = (operation.response?.raiMediaFilteredReasons ?? []).join(" ").slice(0, 2000)
  if (reasons === "") return failed("vendor_error", "Done without a video and without a reason.")
  return failed(googleRefusal(reasons) ?? "output_refused", reasons)
}

/** Of google.rpc.Code. */
function kindOfCode(code: number | null | undefined): FailureKind {
  if (code === 3) return "invalid_request"
  if (code === 8) return "rate_limited"
  return code === 7 || code === 16 ? "auth" : "vendor_error"
}

function failed(kind: FailureKind, vendorText: string): JobReport {
  return { status: "failed", failure: { kind, vendorText, charged: undefined } }
}
