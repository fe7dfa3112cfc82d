import type { Json, JsonObject } from "@/lib/sandbox/job"
import { answer, Refusal } from "@/lib/sandbox/wire"

type Details = { type?: string; param?: string | null; code?: string | null; more?: JsonObject }

/** An error as OpenAI words it. */
export function fail(
  status: number,
  message: string,
  { type = "invalid_request_error", param = null, code = null, more = {} }: Details = {},
  headers: Record<string, string> = {},
): Response {
  return answer(status, { error: { message, type, param, code, ...more } as Json }, headers)
}

/** Ends a handler with a 400 about one parameter. */
export function refuse(message: string, param: string, code: string | null): never {
  throw new Refusal(fail(400, message, { param, code }))
}

/** Ends a handler because a value is none of the allowed ones. */
export function refuseValue(param: string, value: string, allowed: readonly string[]): never {
  const names = allowed.map((name) => `'${name}'`)
  const list = names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`
  refuse(`Invalid value: '${value}'. Supported values are: ${list}.`, param, "invalid_value")
}

export const outOfQuota = () =>
  fail(429, "You exceeded your current quota, please check your plan and billing details.", {
    type: "insufficient_quota",
    code: "insufficient_quota",
  })

export const tooFast = (headers: Record<string, string> = {}) =>
  fail(429, "Rate limit reached for requests.", { type: "requests", code: "rate_limit_exceeded" }, headers)

export const serverError = (status = 500) =>
  fail(status, "The server had an error while processing your request. Sorry about that!", { type: "server_error" })
