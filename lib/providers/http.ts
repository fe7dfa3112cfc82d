import { ProviderError } from "@/lib/providers/errors"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import type { ProviderId } from "@/lib/providers/provider"

export type HttpRequest = {
  method: "GET" | "POST" | "PUT" | "DELETE"
  url: string
  headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON; bytes as they are. */
  body?: { json: unknown } | { bytes: Uint8Array<ArrayBuffer>; mime: string }
  signal: AbortSignal
  /** True for the one billable POST: a cut-off then means "maybe accepted". */
  isSubmit?: boolean
  /** For addresses outside the vendor's own origin, such as a signed upload: the key is not sent. */
  withoutKey?: boolean
}

/** A reply that was read to its end; any status. `json` is undefined when the body is not JSON. */
export type HttpReply = { status: number; headers: Headers; text: string; json: unknown }

export type HttpSettings = {
  provider: ProviderId
  /** Where the key may go: origin and path prefix, no trailing slash. */
  keyUrls: readonly string[]
  /** What proves who we are, e.g. "Bearer …", under `keyHeader`. */
  authorization: string
  /** For vendors that look for the key elsewhere; "authorization" when absent. */
  keyHeader?: string
  fetch: typeof fetch
  now: () => number
  /** For the whole call with its body. */
  timeoutSeconds?: number
  maxReplyBytes?: number
}

export type Http = {
  /** Sends once, never again, and follows no redirect. Throws `ProviderError` when there is no whole reply. */
  send(request: HttpRequest): Promise<HttpReply>
  /** The error that a reply's status alone amounts to; an adapter looks into the body first. */
  failure(reply: HttpReply, request: Pick<HttpRequest, "isSubmit">): ProviderError
}

const defaultTimeoutSeconds = 60
/** The largest reply of the three vendors is a list of a few tasks: tens of kilobytes. */
const defaultMaxReplyBytes = 2_000_000

/** One shared way to speak HTTP to a vendor: bounded in time and size, once, with the key to its own origin alone. */
export function createHttp(settings: HttpSettings): Http {
  const { provider, now } = settings
  return {
    async send(request) {
      const isSubmit = request.isSubmit ?? false
      const headers = new Headers(request.headers)
      if (request.withoutKey !== true) {
        if (!isUnder(request.url, settings.keyUrls)) {
          throw new ProviderError({
            provider,
            kind: "bad_reply",
            acceptance: "no",
            message: `The key does not go to ${safeOrigin(request.url)}.`,
          })
        }
        headers.set(settings.keyHeader ?? "authorization", settings.authorization)
      }
      const body = encode(request.body, headers)
      if (request.signal.aborted) {
        throw networkFailure(provider, request.signal.reason, { isSubmit, wasSent: false })
      }
      const timeout = AbortSignal.timeout((settings.timeoutSeconds ?? defaultTimeoutSeconds) * 1000)
      const signal = AbortSignal.any([request.signal, timeout])
      try {
        const response = await settings.fetch(request.url, {
          method: request.method,
          headers,
          body,
          signal,
          redirect: "manual",
        })
        const text = await readBounded(response, settings.maxReplyBytes ?? defaultMaxReplyBytes)
        return { status: response.status, headers: response.headers, text, json: parseJson(text) }
      } catch (error) {
        throw networkFailure(provider, error, { isSubmit, wasSent: true })
      }
    },
    failure(reply, request) {
      return statusFailure(provider, reply, { isSubmit: request.isSubmit ?? false, now: now() })
    },
  }
}

/** True when the address has the origin of one of the prefixes and lies under its path. Credentials in it are refused. */
export function isUnder(address: string, prefixes: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username !== "" || url.password !== "") return false
  return prefixes.some((prefix) => {
    const base = new URL(prefix)
    const path = base.pathname.replace(/\/+$/, "")
    return url.origin === base.origin && (url.pathname === path || url.pathname.startsWith(`${path}/`))
  })
}

function encode(body: HttpRequest["body"], headers: Headers): BodyInit | undefined {
  if (body === undefined) return undefined
  if ("bytes" in body) {
    headers.set("content-type", body.mime)
    return body.bytes
  }
  headers.set("content-type", "application/json")
  return JSON.stringify(body.json)
}

/** Text of a body that may not be longer than `maxBytes`; throws as soon as it is, without reading on. */
export async function readBounded(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ""
  const decoder = new TextDecoder()
  let text = ""
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new ReplyTooLarge(`The reply is larger than ${maxBytes} bytes.`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

export class ReplyTooLarge extends Error {
  override readonly name = "ReplyTooLarge"
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function safeOrigin(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "an address that is none"
}
