import { answer, Refusal } from "@/lib/sandbox/wire"

const failures = {
  validation_error: [400, "Invalid request parameters"],
  unauthorized: [401, "Invalid API key"],
  insufficient_credit: [402, "Insufficient credit. Please top up your API wallet"],
  not_found: [404, "Resource not found"],
  asset_not_available: [400, "The asset could not be fetched"],
  payload_too_large: [413, "The file is larger than 32 MB"],
  rate_limit_exceeded: [429, "Rate limit exceeded"],
  internal_error: [500, "Internal server error"],
  service_unavailable: [503, "Service unavailable"],
} as const satisfies Record<string, readonly [number, string]>
export type HeygenCode = keyof typeof failures

export function fail(code: HeygenCode, detail?: string, param?: string, headers?: Record<string, string>): Response {
  const [status, message] = failures[code]
  const error = { code, message: detail ?? message, ...(param !== undefined && { param }) }
  return answer(status, { error }, headers)
}

/** Ends a handler with a failure. */
export function refuse(code: HeygenCode, detail?: string, param?: string): never {
  throw new Refusal(fail(code, detail, param))
}
