import { ProviderError } from "@/lib/providers/errors"
import type { GeminiClient } from "@/lib/providers/gemini/client"
import { type GeminiMedia, geminiFile, mediaIn } from "@/lib/providers/gemini/reply"
import { openFile } from "@/lib/providers/open-file"
import type { Call, Download, JobReport, ProviderSettings } from "@/lib/providers/provider"

/** `RemoteFile.key` of a clip that stands in the interaction itself. */
const inline = "inline"

type Context = { client: GeminiClient; settings: ProviderSettings }

/** A clip in the file store is only ready once its file is "ACTIVE". */
export async function reportMedia(client: GeminiClient, media: GeminiMedia, { signal }: Call): Promise<JobReport> {
  const mime = media.mime === undefined ? {} : { mime: media.mime }
  if ("base64" in media) return { status: "succeeded", files: [{ key: inline, ...mime }] }
  const made: JobReport = { status: "succeeded", files: [{ key: media.file, ...mime }] }
  let state: string | null | undefined
  try {
    const reply = await client.send({ method: "GET", path: media.file, signal })
    state = geminiFile.safeParse(reply.json).data?.state
  } catch (error) {
    // A file that has expired (403 or 404) was made all the same: opening it tells.
    if (error instanceof ProviderError && (error.httpStatus === 403 || error.kind === "not_found")) return made
    throw error
  }
  if (state === "PROCESSING") return { status: "running" }
  if (state !== "FAILED") return made
  const vendorText = `The file ${media.file} failed.`
  return { status: "failed", failure: { kind: "vendor_error", vendorText, charged: undefined } }
}

/** Opens a clip by the `RemoteFile.key` that `reportMedia` gave. Throws `ProviderError`; "not_found" when it has expired. */
export async function openClip(
  context: Context,
  { id, key }: { id: string | null; key: string },
  call: Call,
): Promise<Download> {
  if (key !== inline) return openStored(context, key, call)
  const [media] = id === null ? [] : mediaIn(await context.client.interaction(id, call), "video")
  if (media === undefined) {
    throw new ProviderError({ provider: "gemini", kind: "not_found", acceptance: "no", message: "The clip is not there." })
  }
  // Asked again, the same interaction may name a file where it gave bytes, or the other way round.
  if ("file" in media) return openStored(context, media.file, call)
  const bytes = Buffer.from(media.base64, "base64")
  const body = new Blob([bytes]).stream()
  return { body, bytes: bytes.length, ...(media.mime !== undefined && { mime: media.mime }) }
}

function openStored({ client: { api }, settings }: Context, file: string, { signal }: Call): Promise<Download> {
  return openFile({
    provider: "gemini",
    url: `${api}/v1beta/${file}:download?alt=media`,
    keyHeaders: { "x-goog-api-key": settings.apiKey },
    keyUrls: [api],
    redirectHosts: [".googleapis.com", ".googleusercontent.com"],
    fetch: settings.fetch,
    now: settings.now,
    signal,
  })
}
