import Replicate from "replicate"
import { ProviderError } from "@/lib/providers/errors"
import { readBounded } from "@/lib/providers/http"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import type { ProviderSettings } from "@/lib/providers/provider"

const timeoutSeconds = 60
const maxReplyBytes = 5_000_000

/**
 * Runs one call of Replicate's own SDK, once. The SDK (1.4.0) has no switch for its retries: it sends again whatever throws
 * (a billable POST that was cut off too), a 429, and a read that met a 5xx. So nothing of that kind reaches it: what went
 * wrong is kept here, and the SDK is told of a refusal that it does not repeat. Throws `ProviderError`.
 */
export async function attempt<T>(
  settings: ProviderSettings,
  { isSubmit }: { isSubmit: boolean },
  run: (client: Replicate) => Promise<T>,
): Promise<T> {
  let failure: ProviderError | undefined
  let wasSent = false
  const fetchOnce = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const stop = (error: ProviderError) => {
      failure = error
      return new Response(null, { status: 418 })
    }
    if (wasSent) return stop(failure ?? networkFailure("replicate", new Error("Sent twice."), { isSubmit, wasSent }))
    const timeout = AbortSignal.timeout(timeoutSeconds * 1000)
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
    if (signal.aborted) return stop(networkFailure("replicate", signal.reason, { isSubmit, wasSent: false }))
    wasSent = true
    try {
      const response = await settings.fetch(input, { ...init, signal, redirect: "manual" })
      const text = await readBounded(response, maxReplyBytes)
      if (response.ok) return new Response(text, { status: 200, headers: response.headers })
      return stop(failureOf(response, text, { isSubmit, now: settings.now() }))
    } catch (error) {
      return stop(networkFailure("replicate", error, { isSubmit, wasSent: true }))
    }
  }
  const client = new Replicate({
    auth: settings.apiKey,
    baseUrl: settings.baseUrls.api,
    fetch: fetchOnce,
    useFileOutput: false,
  })
  try {
    return await run(client)
  } catch (error) {
    throw failure ?? networkFailure("replicate", error, { isSubmit, wasSent })
  }
}

/** "Your rate limit resets in ~30s." is how the wait is told where no header tells it. */
function failureOf(response: Response, text: string, { isSubmit, now }: { isSubmit: boolean; now: number }): ProviderError {
  const { status, headers } = response
  const failure = statusFailure("replicate", { status, headers, text, json: undefined }, { isSubmit, now })
  const seconds = /resets in ~?(\d+)\s*s/i.exec(text)?.[1]
  if (status !== 429 || failure.retryAfterSeconds !== undefined || seconds === undefined) return failure
  const { kind, message, acceptance, isRetryable } = failure
  const retryAfterSeconds = Number(seconds)
  return new ProviderError({
    provider: "replicate",
    kind,
    message,
    acceptance,
    isRetryable,
    httpStatus: status,
    retryAfterSeconds,
  })
}
