import type OpenAI from "openai"
import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import { findFrameModel } from "@/lib/providers/models"
import { attempt } from "@/lib/providers/openai/client"
import { toFile } from "@/lib/providers/openai/reference"
import { unsupportedModel } from "@/lib/providers/outcomes"
import type { FrameRequest, FrameSubmission, SubmitCall } from "@/lib/providers/provider"

/** "Up to about 2 minutes" for one; several are made side by side. */
const timeoutSeconds = 300

const count = z.number().int().min(0)
const images = z.object({
  data: z.array(z.object({ b64_json: z.string().min(1) })).min(1),
  usage: z
    .object({
      output_tokens: count,
      input_tokens_details: z.object({ text_tokens: count, image_tokens: count }),
    })
    .nullish()
    .catch(null),
})

/**
 * Makes stills, at once: one POST, and the pictures come with its answer. With references it is an edit of them. Quality is
 * always "medium", so that a price can be told beforehand. Throws `ProviderError`.
 */
export async function submitFrames(
  client: OpenAI,
  request: FrameRequest,
  call: SubmitCall,
  now: () => number,
): Promise<FrameSubmission> {
  const size = findFrameModel(request.model)?.pixelSizes?.[request.size]?.[request.aspectRatio]
  if (size === undefined) throw unsupportedModel("openai", request.model)
  const references = await Promise.all(
    request.referenceImages.map(async (image, index) => toFile(await call.readImage(image), `reference-${index + 1}`)),
  )
  if (call.signal.aborted) {
    throw new ProviderError({ provider: "openai", kind: "unavailable", acceptance: "no", message: "Aborted before sending." })
  }
  const body = {
    model: request.model.slice("openai/".length),
    prompt: request.prompt,
    n: request.count,
    size: size.join("x"),
    quality: "medium",
    output_format: "png",
  } as const
  const options = { signal: call.signal, timeout: timeoutSeconds * 1000 }
  const hasImage = references.length > 0
  const { data, request_id: requestId } = await attempt(
    () =>
      hasImage
        ? client.images.edit({ ...body, image: references }, options).withResponse()
        : client.images.generate(body, options).withResponse(),
    { isSubmit: true, hasImage, now: now() },
  )
  const made = images.safeParse(data)
  if (!made.success) {
    throw new ProviderError({ provider: "openai", kind: "bad_reply", acceptance: "maybe", message: "No pictures came." })
  }
  const costMicros = costOf(request.model, made.data.usage)
  const vendorJobId = requestId ?? call.idempotencyKey
  return {
    jobRef: { kind: "images", id: vendorJobId },
    vendorJobId,
    made: {
      images: made.data.data.map(({ b64_json: base64 }) => ({ bytes: Buffer.from(base64, "base64"), mime: "image/png" })),
      ...(costMicros !== undefined && { costMicros }),
    },
  }
}

/**
 * What the used tokens cost: $5 for a million of text, $8 of pictures in, $30 of pictures out (the OpenAI sheet, third
 * party, for the families 2 and 2.5). Undefined for a model whose rates we do not know.
 */
function costOf(model: string, usage: z.infer<typeof images>["usage"]): number | undefined {
  if (usage == null || !/^openai\/gpt-image-2(\.5-|$)/.test(model)) return undefined
  const { text_tokens: text, image_tokens: image } = usage.input_tokens_details
  return text * 5 + image * 8 + usage.output_tokens * 30
}
