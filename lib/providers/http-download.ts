import { ProviderError } from "@/lib/providers/errors"
import { type HttpSettings, isUnder } from "@/lib/providers/http"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import type { Call, Download } from "@/lib/providers/provider"

/**
 * Opens a file at the vendor that needs its key; the body streams, and the caller bounds it in time and size. No redirect
 * is followed, so that the key stays at the vendor's origin. Throws `ProviderError`; kind "not_found" when it has expired.
 */
export async function openDownload(
  settings: Pick<HttpSettings, "provider" | "keyUrls" | "authorization" | "keyHeader" | "fetch" | "now">,
  url: string,
  call: Call,
): Promise<Download> {
  const { provider } = settings
  const failed = (message: string) => new ProviderError({ provider, kind: "bad_reply", acceptance: "no", message })
  if (!isUnder(url, settings.keyUrls)) throw failed("The key does not go there.")
  let response: Response
  try {
    const headers = { [settings.keyHeader ?? "authorization"]: settings.authorization }
    response = await settings.fetch(url, { headers, signal: call.signal, redirect: "manual" })
  } catch (error) {
    throw networkFailure(provider, error, { isSubmit: false, wasSent: true })
  }
  if (!response.ok) {
    await response.body?.cancel()
    const reply = { status: response.status, headers: response.headers, text: "(a download)", json: undefined }
    throw statusFailure(provider, reply, { isSubmit: false, now: settings.now() })
  }
  if (response.body === null) throw failed("The download is empty.")
  const mime = response.headers.get("content-type")
  const length = response.headers.get("content-length")
  return {
    body: response.body,
    ...(mime !== null && { mime }),
    ...(length !== null && /^\d+$/.test(length) && { bytes: Number(length) }),
  }
}
