import { randomUUID } from "node:crypto"
import type { Json } from "@/lib/sandbox/job"
import { answer, Refusal } from "@/lib/sandbox/wire"

/** Kling's codes and the HTTP status each comes with. */
const failures = {
  1000: [401, "Authentication failed"],
  1001: [401, "Authorization is empty"],
  1002: [401, "Authorization is invalid"],
  1003: [401, "Authorization is not yet valid"],
  1004: [401, "Authorization has expired"],
  1102: [429, "Resource pack depleted or expired"],
  1103: [403, "No permission for the requested resource"],
  1200: [400, "Invalid request parameters"],
  1201: [400, "Invalid parameters"],
  1202: [404, "The requested method is invalid"],
  1203: [404, "The requested resource does not exist"],
  1301: [400, "The content of the request triggered the content safety policy"],
  1302: [429, "The API request is too fast and exceeds the platform rate limit"],
  1303: [429, "Parallel tasks over resource pack limit"],
  5000: [500, "Internal server error"],
  5001: [503, "The server is temporarily unavailable"],
} as const satisfies Record<number, readonly [number, string]>

export function succeed(data: Json): Response {
  return answer(200, { code: 0, message: "SUCCEED", request_id: randomUUID(), data })
}

export function fail(code: keyof typeof failures, message?: string, headers?: Record<string, string>): Response {
  const [status, text] = failures[code]
  return answer(status, { code, message: message ?? text, request_id: randomUUID() }, headers)
}

/** Ends a handler with a failure. */
export function refuse(code: keyof typeof failures, message?: string): never {
  throw new Refusal(fail(code, message))
}
