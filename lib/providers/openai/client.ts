import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from "openai"
import { ProviderError, type ProviderErrorKind } from "@/lib/providers/errors"
import { readBounded } from "@/lib/providers/http"
import { networkFailure, statusFailure } from "@/lib/providers/http-failures"
import { isRefusalCode, refusalOf } from "@/lib/providers/openai/refusals"
import type { ProviderSettings } from "@/lib/providers/provider"

const timeoutSeconds = 60
/** Four stills of 3840 × 2160 as PNG in base64 come to about this. */
const maxReplyBytes = 250_000_000

/** Where this team's calls go: the server it named in the field `baseUrl`, else the vendor's. Throws for a word that is no address. */
export function openAiAddress({ fields, baseUrls }: Pick<ProviderSettings, "fields" | "baseUrls">): string {
  const named = fields?.baseUrl?.trim().replace(/\/+$/, "") ?? ""
  if (named === "") return baseUrls.api
  if (URL.canParse(named) && /^https?:$/.test(new URL(named).protocol)) return named
  throw new ProviderError({
    provider: "openai",
    kind: "invalid_request",
    acceptance: "no",
    message: "The field baseUrl holds no http address.",
  })
}

/**
 * OpenAI's own SDK, tamed: no retries (it repeats billable POSTs by default), no redirects with the key, replies bounded,
 * nothing read from the environment, no logging of its own.
 */
export function createOpenAiClient(settings: ProviderSettings): OpenAI {
  const boundedFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const response = await settings.fetch(input, { ...init, redirect: "manual" })
    const text = await readBounded(response, maxReplyBytes)
    const isBodiless = response.status === 204 || response.status === 304
    return new Response(isBodiless ? null : text, { status: response.status, headers: response.headers })
  }
  return new OpenAI({
    apiKey: settings.apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: openAiAddress(settings),
    // The SDK asks a bare function for a page to see whether it can send forms; with this it need not.
    fetch: Object.assign(boundedFetch, { Response }),
    maxRetries: 0,
    timeout: timeoutSeconds * 1000,
    logLevel: "off",
  })
}

/** Codes that mean an empty purse, whatever the status (429 and 400 were seen). */
const creditCodes = new Set(["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"])

type Circumstance = { isSubmit: boolean; hasImage?: boolean; now: number }

/** What the SDK threw, as our error. */
export function openAiFailure(error: unknown, { isSubmit, hasImage = false, now }: Circumstance): ProviderError {
  if (error instanceof ProviderError) return error
  if (
    !(error instanceof APIError) ||
    error instanceof APIConnectionError ||
    error instanceof APIUserAbortError ||
    error.status === undefined
  ) {
    const cause = error instanceof APIConnectionError && error.cause !== undefined ? error.cause : error
    return networkFailure("openai", cause, { isSubmit, wasSent: true })
  }
  const status: number = error.status
  const text = JSON.stringify(error.error ?? error.message)
  const headers = error.headers ?? new Headers()
  const failure = statusFailure("openai", { status, headers, text, json: error.error }, { isSubmit, now })
  const kind = kindOfCode(error.code ?? "", { error: error.error, hasImage })
  if (kind === null || status >= 500) return failure
  return new ProviderError({
    provider: "openai",
    kind,
    acceptance: "no",
    message: failure.message,
    httpStatus: status,
    cause: error,
  })
}

function kindOfCode(code: string, { error, hasImage }: { error: unknown; hasImage: boolean }): ProviderErrorKind | null {
  if (creditCodes.has(code)) return "credit"
  return isRefusalCode(code) ? refusalOf(error, { hasImage }) : null
}

/** Runs one call of the SDK; throws `ProviderError`. */
export async function attempt<T>(run: () => PromiseLike<T>, circumstance: Circumstance): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw openAiFailure(error, circumstance)
  }
}
