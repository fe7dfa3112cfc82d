import RunwayML, { APIConnectionError, APIError } from "@runwayml/sdk"
import { ProviderError } from "@/lib/providers/errors"
import { readBounded } from "@/lib/providers/http"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import type { ProviderSettings } from "@/lib/providers/provider"

const timeoutSeconds = 60
const maxReplyBytes = 2_000_000

/**
 * Runway's own SDK, tamed: no retries (it repeats billable POSTs by default), no redirects with the key, replies bounded,
 * no logging of its own, and the base URL is always ours.
 */
export function createRunwayClient(settings: ProviderSettings): RunwayML {
  const boundedFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await settings.fetch(input, { ...init, redirect: "manual" })
    const text = await readBounded(response, maxReplyBytes)
    const isBodiless = response.status === 204 || response.status === 304
    return new Response(isBodiless ? null : text, { status: response.status, headers: response.headers })
  }
  return new RunwayML({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrls.api,
    fetch: boundedFetch,
    maxRetries: 0,
    timeout: timeoutSeconds * 1000,
    logLevel: "off",
  })
}

/** What the SDK threw, as our error. */
export function runwayFailure(error: unknown, { isSubmit, now }: { isSubmit: boolean; now: number }): ProviderError {
  // Status 0 and undefined are the SDK's connection errors, an abort included; the cause tells how far it came.
  if (!(error instanceof APIError) || error instanceof APIConnectionError || error.status === undefined) {
    const cause = error instanceof APIConnectionError && error.cause !== undefined ? error.cause : error
    return networkFailure("runway", cause, { isSubmit, wasSent: true })
  }
  const text = JSON.stringify(error.error ?? error.message)
  const status: number = error.status
  const failure = statusFailure(
    "runway",
    { status, headers: error.headers ?? new Headers(), text, json: error.error },
    { isSubmit, now },
  )
  if (status !== 400 || !/not have enough credits/i.test(text)) return failure
  return new ProviderError({
    provider: "runway",
    kind: "credit",
    acceptance: "no",
    message: failure.message,
    httpStatus: status,
    cause: error,
  })
}
