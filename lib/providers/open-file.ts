import { ProviderError } from "@/lib/providers/errors"
import { isUnder } from "@/lib/providers/http"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import type { Download, ProviderId } from "@/lib/providers/provider"

const maxRedirects = 3

export type FileToOpen = {
  provider: ProviderId
  url: string
  /** Sent only to addresses under `keyUrls`. */
  keyHeaders: Readonly<Record<string, string>>
  keyUrls: readonly string[]
  /** Endings of the host names that a redirect may lead to, each with its leading dot, e.g. ".googleapis.com". */
  redirectHosts: readonly string[]
  fetch: typeof fetch
  now: () => number
  signal: AbortSignal
}

/**
 * Opens a file that needs the vendor's key, as a stream. Follows a few redirects, over https to the named hosts alone, and
 * the key stays where it belongs. Throws `ProviderError`; kind "not_found" for 403, 404 and 410, which is how vendors say
 * that a file has expired.
 */
export async function openFile(file: FileToOpen): Promise<Download> {
  let { url } = file
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await ask(file, url)
    const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null
    if (next === null) return toDownload(file, response)
    await response.body?.cancel()
    if (!URL.canParse(next, url)) throw bad(file, "A redirect to nowhere.")
    url = allowedRedirect(file, new URL(next, url))
  }
  throw bad(file, "Too many redirects.")
}

async function ask(file: FileToOpen, url: string): Promise<Response> {
  const headers = isUnder(url, file.keyUrls) ? file.keyHeaders : {}
  try {
    return await file.fetch(url, { headers, signal: file.signal, redirect: "manual" })
  } catch (error) {
    throw networkFailure(file.provider, error, { isSubmit: false, wasSent: true })
  }
}

function allowedRedirect(file: FileToOpen, target: URL): string {
  const isNamed = target.protocol === "https:" && file.redirectHosts.some((ending) => target.hostname.endsWith(ending))
  if (isNamed || isUnder(target.href, file.keyUrls)) return target.href
  throw bad(file, `A redirect to ${target.origin} is not followed.`)
}

async function toDownload(file: FileToOpen, response: Response): Promise<Download> {
  const { body, status, headers } = response
  if (response.ok && body !== null) {
    const length = headers.get("content-length")
    const mime = headers.get("content-type")
    return {
      body,
      ...(mime !== null && { mime }),
      ...(length !== null && /^\d+$/.test(length) && { bytes: Number(length) }),
    }
  }
  await body?.cancel()
  if (status === 403 || status === 404 || status === 410) {
    const message = `The file is not there any more: HTTP ${status}`
    throw new ProviderError({ provider: file.provider, kind: "not_found", acceptance: "no", message, httpStatus: status })
  }
  const reply = { status, headers, text: "", json: undefined }
  throw statusFailure(file.provider, reply, { isSubmit: false, now: file.now() })
}

function bad({ provider }: FileToOpen, message: string): ProviderError {
  return new ProviderError({ provider, kind: "bad_reply", acceptance: "no", message })
}
