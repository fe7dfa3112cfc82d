import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import type { ImageRef, ProviderSettings, SubmitCall } from "@/lib/providers/provider"
import { attempt } from "@/lib/providers/replicate/client"

const created = z.object({ urls: z.object({ get: z.url() }) })

/** "Data URLs up to 256 KB; larger files as addresses" (the Replicate sheet). */
const maxInlineBytes = 256_000

/** A still as an input takes it: inside the request when it is small, else uploaded before. Nothing is billed here. */
export async function toInput(settings: ProviderSettings, image: ImageRef, call: SubmitCall): Promise<string> {
  const { bytes, mime } = await call.readImage(image)
  const inline = `data:${mime};base64,${Buffer.from(bytes).toString("base64")}`
  if (inline.length <= maxInlineBytes) return inline
  const file = new File([new Uint8Array(bytes)], `${image.sha256.slice(0, 16)}.${mime.split("/")[1] ?? "bin"}`, { type: mime })
  const { signal } = call
  const reply = await attempt(settings, { isSubmit: false }, (client) => client.files.create(file, {}, { signal }))
  const parsed = created.safeParse(reply)
  if (parsed.success) return parsed.data.urls.get
  throw new ProviderError({ provider: "replicate", kind: "bad_reply", acceptance: "no", message: "No address of an upload." })
}
