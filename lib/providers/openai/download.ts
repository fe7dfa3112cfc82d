import { ProviderError } from "@/lib/providers/errors"
import { isUnder, readBounded } from "@/lib/providers/http"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import { openAiAddress } from "@/lib/providers/openai/client"
import type { Call, Download, ProviderSettings } from "@/lib/providers/provider"

const mostRedirects = 3

/**
 * Opens a finished video's file as a stream. By hand and not by the SDK, which would follow a redirect with whatever
 * `fetch` does: OpenAI's samples follow them, and the key must stay at the vendor's own address. Throws `ProviderError`.
 */
export async function downloadVideo(
  settings: ProviderSettings,
  videoId: string,
  variant: string,
  { signal }: Call,
): Promise<Download> {
  const api = openAiAddress(settings)
  let url = `${api}/videos/${encodeURIComponent(videoId)}/content?variant=${encodeURIComponent(variant)}`
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const reply = await open(settings, api, url, signal)
    if (reply.status >= 300 && reply.status < 400) {
      await reply.body?.cancel()
      url = target(reply.headers.get("location"), url, api)
      continue
    }
    if (reply.status !== 200 || reply.body === null) throw await failure(settings, reply)
    const mime = reply.headers.get("content-type")
    const bytes = Number(reply.headers.get("content-length") ?? Number.NaN)
    return {
      body: reply.body,
      ...(mime !== null && { mime }),
      ...(Number.isSafeInteger(bytes) && { bytes }),
    }
  }
  throw badReply("Too many redirects.")
}

async function open(settings: ProviderSettings, api: string, url: string, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ accept: "application/binary" })
  if (isUnder(url, [api])) headers.set("authorization", `Bearer ${settings.apiKey}`)
  try {
    return await settings.fetch(url, { headers, redirect: "manual", signal })
  } catch (error) {
    throw networkFailure("openai", error, { isSubmit: false, wasSent: true })
  }
}

/** Where a redirect leads: over https, or within the very server that we were told to use. */
function target(location: string | null, from: string, api: string): string {
  if (location === null || !URL.canParse(location, from)) throw badReply("A redirect to nowhere.")
  const url = new URL(location, from)
  if (url.protocol !== "https:" && url.origin !== new URL(api).origin) throw badReply(`A redirect to ${url.origin}.`)
  return url.href
}

/** An asset goes about an hour after it was made; then, as for an unknown video, it is not found. */
async function failure(settings: ProviderSettings, reply: Response): Promise<ProviderError> {
  const text = await readBounded(reply, 100_000).catch(() => "")
  const { status, headers } = reply
  // 410 is not documented, and can mean nothing else.
  const told = { status: status === 410 ? 404 : status, headers, text, json: undefined }
  return statusFailure("openai", told, { isSubmit: false, now: settings.now() })
}

function badReply(message: string): ProviderError {
  return new ProviderError({ provider: "openai", kind: "bad_reply", acceptance: "no", message })
}
