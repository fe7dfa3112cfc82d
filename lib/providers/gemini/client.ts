import { type GeminiInteraction, geminiInteraction } from "@/lib/providers/gemini/reply"
import { googleFailure } from "@/lib/providers/google-errors"
import { createHttp, type HttpReply, type HttpRequest } from "@/lib/providers/http"
import { unreadableReply } from "@/lib/providers/http-failures"
import type { Call, ProviderSettings } from "@/lib/providers/provider"

/** A clip of 10 s in 4K as base64 inside JSON, with room: Google may put it there though a file was asked for. */
const maxReplyBytes = 200_000_000

/** Stills are made while the call waits. Seconds. */
const timeoutSeconds = 120

export type GeminiClient = {
  api: string
  /** Sends once. Throws `ProviderError` for anything but a good status. */
  send(request: Omit<HttpRequest, "url"> & { path: string }): Promise<HttpReply>
  /** Reads one interaction. Throws `ProviderError`; kind "not_found" for one that Google does not know. */
  interaction(id: string, call: Call): Promise<GeminiInteraction>
}

/** The Gemini API over plain HTTP, with the key in its own header. */
export function createGeminiClient(settings: ProviderSettings): GeminiClient {
  const { api } = settings.baseUrls
  const http = createHttp({
    provider: "gemini",
    keyUrls: [api],
    authorization: settings.apiKey,
    keyHeader: "x-goog-api-key",
    fetch: settings.fetch,
    now: settings.now,
    maxReplyBytes,
    timeoutSeconds,
  })
  const send: GeminiClient["send"] = async ({ path, ...request }) => {
    const isSubmit = request.isSubmit ?? false
    const reply = await http.send({ ...request, url: `${api}/v1beta/${path}` })
    if (reply.status < 200 || reply.status >= 300) throw googleFailure("gemini", reply, { isSubmit, now: settings.now() })
    return reply
  }
  return {
    api,
    send,
    async interaction(id, { signal }) {
      const reply = await send({ method: "GET", path: `interactions/${encodeURIComponent(id)}`, signal })
      return readReply(reply, { isSubmit: false })
    },
  }
}

/** The interaction in a good reply; throws `ProviderError` of kind "bad_reply" for anything else. */
export function readReply(reply: HttpReply, { isSubmit }: { isSubmit: boolean }): GeminiInteraction {
  const interaction = geminiInteraction.safeParse(reply.json)
  if (interaction.success) return interaction.data
  // What is no interaction may be as long as a clip: unreadableReply quotes only its beginning.
  throw unreadableReply("gemini", reply, "Not an interaction", { isSubmit })
}
