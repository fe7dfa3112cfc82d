import { z } from "zod"
import { ProviderError } from "@/lib/providers/errors"
import type { Http } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import type { ClipRef, ImageRef, SubmitCall } from "@/lib/providers/provider"

const initiated = z.object({ upload_url: z.url(), file_url: z.url() })

/** fal keeps an uploaded file for as long as a job could still need it, not for ever. */
const keepSeconds = 86_400

/**
 * Puts one still on fal's storage and returns its address, as fal's own SDK does with every file in an input. Not a data
 * URI: fal calls those slow, they would sit in its stored request for 30 days, and one way for all sizes is one to test.
 * Nothing is billed here, so whatever goes wrong is acceptance "no".
 */
export async function uploadImage(http: Http, rest: string, image: ImageRef, call: SubmitCall): Promise<string> {
  const { bytes, mime } = await call.readImage(image)
  return upload(http, rest, { bytes, mime, sha256: image.sha256 }, call)
}

/** The same for a source clip. One PUT, as fal's SDK sends whatever is not larger than 90 MB; the catalogue asks no more. */
export async function uploadClip(http: Http, rest: string, clip: ClipRef, call: SubmitCall): Promise<string> {
  const { bytes, mime } = await call.readClip(clip)
  return upload(http, rest, { bytes, mime, sha256: clip.sha256 }, call)
}

type LocalFile = { bytes: Uint8Array; mime: string; sha256: string }

async function upload(http: Http, rest: string, { bytes, mime, sha256 }: LocalFile, call: SubmitCall): Promise<string> {
  const request = {
    method: "POST",
    url: `${rest}/storage/upload/initiate?storage_type=fal-cdn-v3`,
    headers: { "x-fal-object-lifecycle": JSON.stringify({ expiration_duration_seconds: keepSeconds }) },
    body: { json: { content_type: mime, file_name: `${sha256.slice(0, 16)}.${mime.split("/")[1] ?? "bin"}` } },
    signal: call.signal,
  } as const
  const reply = await http.send(request)
  if (reply.status !== 200) throw http.failure(reply, {})
  const parsed = initiated.safeParse(reply.json)
  if (!parsed.success) throw unreadableReply("fal", reply, "No upload address", { isSubmit: false })

  const { upload_url: uploadUrl, file_url: fileUrl } = parsed.data
  // The address is the vendor's word; our file goes over https, or to the very origin that we were told to use.
  if (new URL(uploadUrl).protocol !== "https:" && new URL(uploadUrl).origin !== new URL(rest).origin) {
    throw new ProviderError({ provider: "fal", kind: "bad_reply", acceptance: "no", message: `Upload to ${uploadUrl}` })
  }
  const put = {
    method: "PUT",
    url: uploadUrl,
    body: { bytes: new Uint8Array(bytes), mime },
    signal: call.signal,
    withoutKey: true,
  } as const
  const stored = await http.send(put)
  if (stored.status < 200 || stored.status >= 300) throw http.failure(stored, {})
  return fileUrl
}
