import { ProviderError } from "@/lib/providers/errors"
import { type GeminiClient, readReply } from "@/lib/providers/gemini/client"
import { failureOf, mediaIn } from "@/lib/providers/gemini/reply"
import { readStill, toStill } from "@/lib/providers/gemini/request"
import { unreadableReply } from "@/lib/providers/http-failures"
import { unsupportedModel } from "@/lib/providers/outcomes"
import type { FrameRequest, FrameSubmission, SubmitCall } from "@/lib/providers/provider"

/** Words for an interaction that is over. Any other may go on, and be billed, while we look away. */
const ended = ["completed", "failed", "incomplete", "budget_exceeded", "requires_action", "cancelled"]

/** Asks for one still and waits for it: image models answer at once, with the picture in the reply. */
export async function submitStill(client: GeminiClient, request: FrameRequest, call: SubmitCall): Promise<FrameSubmission> {
  const references = await Promise.all(request.referenceImages.map((image) => readStill(image, call)))
  const body = toStill(request, references)
  if (body === null) throw unsupportedModel("gemini", request.model)
  const isSubmit = true
  const reply = await client.send({ method: "POST", path: "interactions", body: { json: body }, signal: call.signal, isSubmit })
  const interaction = readReply(reply, { isSubmit })
  const media = mediaIn(interaction, "image")
  const images = media.flatMap((one) =>
    "base64" in one ? [{ bytes: Buffer.from(one.base64, "base64"), mime: one.mime ?? "image/jpeg" }] : [],
  )
  const vendorJobId = interaction.id ?? call.idempotencyKey
  if (images.length > 0) return { jobRef: { id: vendorJobId }, vendorJobId, made: { images } }
  const isEmpty = interaction.status === "completed" && (interaction.steps ?? []).length === 0
  if (isEmpty || media.length > 0 || !ended.includes(interaction.status)) {
    throw unreadableReply("gemini", reply, `Status ${interaction.status}, and no picture that we can read`, { isSubmit })
  }
  const { kind, vendorText } = failureOf(interaction, `Status ${interaction.status} without a picture.`)
  // It was answered to the end, so nothing is under way: a refusal, or an error that is over.
  throw new ProviderError({
    provider: "gemini",
    kind: kind === "vendor_error" ? "unavailable" : kind,
    acceptance: "no",
    message: vendorText,
    httpStatus: reply.status,
  })
}
