import { GoogleGenAI, type GoogleGenAIOptions } from "@google/genai"
import { ProviderError } from "@/lib/providers/errors"
import { googleFailure } from "@/lib/providers/google-errors"
import { type HttpReply, readBounded } from "@/lib/providers/http"
import { networkFailure, unreadableReply } from "@/lib/providers/http-failures"
import type { Call, ProviderSettings } from "@/lib/providers/provider"
import { placeOf } from "@/lib/providers/vertex/place"
import { accessToken } from "@/lib/providers/vertex/token"

const timeoutSeconds = 120

/** Without a bucket a clip comes as base64 inside JSON: 8 s in 4K, with room. */
const maxReplyBytes = 250_000_000

type AuthClient = NonNullable<NonNullable<GoogleGenAIOptions["googleAuthOptions"]>["authClient"]>

/**
 * Runs one call of Google's own SDK, tamed: no retries (it has none unless asked), no redirects with the token, replies
 * bounded, time bounded also where the SDK takes no signal. Throws `ProviderError`, judged by the reply that was seen and
 * not by the SDK's error, which keeps no headers.
 */
export async function withVertex<T>(
  settings: ProviderSettings,
  call: Call & { isSubmit?: boolean },
  use: (client: GoogleGenAI) => Promise<T>,
): Promise<T> {
  const { project, location, baseUrl } = placeOf(settings)
  const token = await accessToken(settings, call)
  const isSubmit = call.isSubmit ?? false
  if (call.signal.aborted) throw networkFailure("vertex", call.signal.reason, { isSubmit, wasSent: false })
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutSeconds * 1000)])
  let seen: HttpReply | undefined
  let wasSent = false
  const watched: typeof fetch = async (input, init) => {
    wasSent = true
    const response = await settings.fetch(input, { ...init, signal, redirect: "manual" })
    const text = await readBounded(response, maxReplyBytes)
    seen = { status: response.status, headers: response.headers, text, json: undefined }
    return new Response(text, { status: response.status, headers: response.headers })
  }
  const client = new GoogleGenAI({
    vertexai: true,
    project,
    location,
    googleAuthOptions: { authClient: bearer(token) },
    httpOptions: { baseUrl, apiVersion: "v1", fetch: watched },
  })
  try {
    return await use(client)
  } catch (error) {
    throw failureOf(error, seen, { isSubmit, wasSent, now: settings.now() })
  }
}

type Known = { isSubmit: boolean; wasSent: boolean; now: number }

function failureOf(error: unknown, seen: HttpReply | undefined, known: Known): ProviderError {
  if (error instanceof ProviderError) return error
  if (!known.wasSent) return unsendable(error)
  if (seen === undefined) return networkFailure("vertex", error, known)
  if (seen.status >= 200 && seen.status < 300) return unreadableReply("vertex", seen, "Not an operation", known)
  return googleFailure("vertex", { ...seen, json: parse(seen.text) }, known)
}

/** The SDK itself refused the request; asking again would change nothing. */
function unsendable(cause: unknown): ProviderError {
  const message = `Not sent. ${cause instanceof Error ? cause.message : String(cause)}`
  return new ProviderError({ provider: "vertex", kind: "invalid_request", acceptance: "no", message, cause })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The token in the shape in which the SDK asks for it: of google-auth-library's client it only calls this one method. The
 * library's own way from key to token is not used, because it has a fetch, retries and a clock of its own.
 */
function bearer(token: string): AuthClient {
  const client = { getRequestHeaders: async () => new Headers({ authorization: `Bearer ${token}` }) }
  return client as unknown as AuthClient
}
